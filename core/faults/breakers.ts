import { everything } from '../db/broadcast.ts';
import type { PluginCall } from '../kernel/call-plugin.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { type BreakerRow, readBreakers, writeClosing, writeOpening } from './breaker-rows.ts';
import { breakersTopic } from './breakers-topic.ts';
import { HeldBack } from './held-back.ts';
import { quarantinePlugin } from './quarantine.ts';
import type { Watching } from './watching.ts';

/** The breakers of all plugins in this process, which follow what others tell of theirs. */
export interface Breakers {
  /** @throws HeldBack */
  admit(plugin: string): void;
  /** For what may run none of its code. @throws HeldBack */
  enter(plugin: string): void;
  succeeded(plugin: string): void;
  failed(call: PluginCall, error: unknown): void;
  /** Hears no more; ends when all that was begun in the background is done. */
  close(): Promise<void>;
}

export async function openBreakers(watching: Watching): Promise<Breakers> {
  const { config, database, broadcast, log } = watching;
  const terms = { faults: config.pluginBreakerFaults, windowMs: config.pluginBreakerWindowMs };
  const breakers = new Map<string, Breaker>();
  const underWay = new Set<Promise<void>>();
  const clock = () => performance.now();

  function of(plugin: string): Breaker {
    const known = breakers.get(plugin) ?? createBreaker(terms);
    breakers.set(plugin, known);
    return known;
  }

  function knock(plugin: string, isTrial: boolean): void {
    const rest = of(plugin).restFor(clock(), isTrial);
    if (rest > 0) throw new HeldBack(plugin, rest);
  }

  function inBackground(work: Promise<void>): void {
    const settled = work
      .catch((error: unknown) =>
        log.warn({ err: error }, 'Other processes were not told about a plugin that fails.'),
      )
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  function follow(row: BreakerRow): void {
    if (row.closedAt !== null) of(row.id).close();
    else of(row.id).open(clock() + Math.max(0, row.restMs));
  }

  /** Its own word too: the row says how long the rest is. */
  async function heard(id: string): Promise<void> {
    const rows = await readBreakers(database, id === everything ? null : id);
    rows.forEach(follow);
    if (rows.length === 0 && id !== everything) of(id).close();
  }

  async function open({ plugin, what }: PluginCall, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const pauseMs = config.pluginBreakerPauseMs;
    const row = await writeOpening(database, { id: plugin, pauseMs, what, reason });
    follow(row);
    log.error(
      { plugin, what, openings: row.openings, restMs: Math.round(row.restMs) },
      'A plugin is held back.',
    );
    await broadcast.tell(breakersTopic, plugin);
    if (row.openings >= config.pluginQuarantineAfter) await giveUp(row);
  }

  async function giveUp({ id, openings, what, reason }: BreakerRow): Promise<void> {
    const sentence = `it was held back ${openings} times within an hour. Last: ${what}: ${reason}`;
    if (await quarantinePlugin(watching, id, sentence)) {
      log.error({ plugin: id, reason: sentence }, 'A plugin is in quarantine.');
    }
  }

  async function close(plugin: string): Promise<void> {
    await writeClosing(database, plugin);
    log.info({ plugin }, 'A plugin that was held back works again.');
    await broadcast.tell(breakersTopic, plugin);
  }

  const deafen = broadcast.hear(breakersTopic, (id) => inBackground(heard(id)));
  await heard(everything);
  return {
    admit: (plugin) => knock(plugin, true),
    enter(plugin) {
      knock(plugin, false);
      of(plugin).used(clock());
    },
    succeeded(plugin) {
      if (of(plugin).succeeded(clock())) inBackground(close(plugin));
    },
    failed(call, error) {
      const breaker = of(call.plugin);
      if (!breaker.failed(clock())) return;
      breaker.open(clock() + config.pluginBreakerPauseMs);
      inBackground(open(call, error));
    },
    async close() {
      deafen();
      await Promise.all(underWay);
    },
  };
}
