import { getHeapStatistics } from 'node:v8';
import type { Candidate } from '../../kernel/find/candidate.ts';
import { type PluginInStack, pluginInStack } from '../../kernel/import/plugin-in-stack.ts';
import { restartTopic } from '../../lifecycle/restart.ts';
import type { Runtime } from '../../runtime.ts';
import { quarantinePlugin } from '../quarantine.ts';
import { type KeptMemory, keptByPlugin } from './kept-by-plugin.ts';
import { judgeMemory } from './memory-rules.ts';
import { sampleHeap } from './sample-heap.ts';

const megabyte = 1024 * 1024;
const lookEveryMs = 5_000;
/** Each look collects garbage, so it is taken only when there is reason to, and this seldom. */
const againMs = 60_000;
/** From here on the process is about to run out of memory. */
const fullShare = 0.85;

export interface MemoryWatch {
  /** Looks now, whatever was seen before. @returns who holds how much, the most first */
  look(): Promise<readonly KeptMemory[]>;
  stop(): void;
}

const latest = new WeakMap<Runtime['pluginCalls'], readonly KeptMemory[]>();

/** What plugins held when that was last looked at in this process; nothing while there was no reason to look. */
export function keptMemory({ pluginCalls }: Pick<Runtime, 'pluginCalls'>): readonly KeptMemory[] {
  return latest.get(pluginCalls) ?? [];
}

/** Notices when the process grows, and puts down to plugins what they made and keep. */
export function watchMemory(
  runtime: Runtime,
  candidates: readonly Candidate[],
  everyMs = lookEveryMs,
): MemoryWatch {
  const sampling = sampleHeap();
  const inStack: PluginInStack = pluginInStack(candidates);
  const limitBytes = runtime.config.pluginMemoryLimitMb * megabyte;
  const judge = judgeMemory({ limitBytes });
  let usedBefore = used();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isSuspected = false;

  async function look(): Promise<readonly KeptMemory[]> {
    lookedAt = performance.now();
    const kept = keptByPlugin(await sampling.look(), inStack);
    usedBefore = used();
    latest.set(runtime.pluginCalls, kept);
    const { told, condemned } = judge(kept);
    for (const one of told) tell(runtime, one);
    isSuspected = kept.some(({ bytes }) => bytes > limitBytes);
    for (const one of condemned) await condemn(runtime, one);
    return kept;
  }

  const timer = setInterval(() => {
    const hasGrown = used() - usedBefore > limitBytes / 4;
    if ((!hasGrown && !isSuspected) || performance.now() - lookedAt < againMs) return;
    look().catch((error: unknown) => runtime.log.warn({ err: error }, 'Memory could not be looked at.'));
  }, everyMs).unref();

  runtime.metrics.ask({
    name: 'guildhall_plugin_heap_bytes',
    help: 'What a plugin made and holds in this process, as sampled when it last grew.',
    labels: ['plugin'],
    read: () => keptMemory(runtime).map(({ plugin, bytes }) => ({ value: bytes, labels: { plugin } })),
  });
  return {
    look,
    stop() {
      clearInterval(timer);
      sampling.stop();
    },
  };
}

function used(): number {
  return getHeapStatistics().used_heap_size;
}

function tell({ log }: Runtime, { plugin, bytes, place }: KeptMemory): void {
  log.warn({ plugin, megabytes: inMegabytes(bytes), place }, 'A plugin holds much memory.');
}

/** Quarantine stops it from growing. What it holds is free again only in another process. */
async function condemn(runtime: Runtime, { plugin, bytes, place }: KeptMemory): Promise<void> {
  const reason = `it holds ${inMegabytes(bytes)} MB of memory, most of it made at ${place}.`;
  if (await quarantinePlugin(runtime, plugin, reason)) {
    runtime.log.error({ plugin, reason }, 'A plugin is in quarantine.');
  }
  if (!isFull()) return;
  runtime.log.error(
    { plugin },
    'Memory runs out, so this process starts anew where something starts it again.',
  );
  runtime.broadcast.tellHere(restartTopic, 'now');
}

function isFull(): boolean {
  const { used_heap_size: now, heap_size_limit: most } = getHeapStatistics();
  return now > fullShare * most;
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / megabyte);
}
