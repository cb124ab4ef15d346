import { type Broadcast, everything } from '../../db/broadcast.ts';
import type { Database } from '../../db/database.ts';
import type { Logger } from '../../sdk/index.ts';
import { type HeldPlugin, heldPlugins } from './held-plugins.ts';

/** Told with `everything` when a decision about a plugin of the instance was made. */
export const pluginStatesTopic = 'workspace-modules';

/** What the instance decided about its plugins, as this process knows it: at most a moment old. */
export interface LiveStates {
  /** Null when nothing is held against it. */
  heldOf(id: string): HeldPlugin | null;
  /** Counts the changes, so that what was made of an older state can be told. */
  version(): number;
  /** Read them anew; who listens hears before it ends. */
  reload(): Promise<void>;
  onChange(react: () => void): void;
  /** Hears no more; ends when nothing is being read. */
  close(): Promise<void>;
}

export interface LiveStatesParts {
  readonly database: Database;
  readonly broadcast: Broadcast;
  readonly log: Logger;
}

/** Word of a change is acted on at once; should word get lost, the line that comes back says so. */
export async function openLiveStates({ database, broadcast, log }: LiveStatesParts): Promise<LiveStates> {
  let held = await readHeld(database);
  let version = 0;
  const reactions: (() => void)[] = [];
  const readAnew = async () => {
    const found = await readHeld(database);
    if (textOf(held) === textOf(found)) return;
    [held, version] = [found, version + 1];
    for (const react of reactions) react();
  };
  let reading: Promise<void> = Promise.resolve();
  // One after the other: an answer that was asked for earlier and comes later must not win.
  const reload = (): Promise<void> => {
    const next = reading.then(readAnew);
    reading = next.catch(() => undefined);
    return next;
  };
  const deafen = broadcast.hear(pluginStatesTopic, (key) => {
    // The switches of one workspace are not the instance's affair.
    if (key !== everything) return;
    reload().catch((error: unknown) => log.error({ err: error }, 'The states of plugins were not read.'));
  });
  return {
    heldOf: (id) => held.get(id) ?? null,
    version: () => version,
    reload,
    onChange: (react) => void reactions.push(react),
    close() {
      deafen();
      return reading;
    },
  };
}

/** Where there is no instance to decide anything. */
export function nothingHeld(): LiveStates {
  return {
    heldOf: () => null,
    version: () => 0,
    reload: async () => undefined,
    onChange: () => undefined,
    close: async () => undefined,
  };
}

type ById = ReadonlyMap<string, HeldPlugin>;

async function readHeld(database: Database): Promise<ById> {
  const held = await heldPlugins(database);
  return new Map([...held.values()].map((one) => [one.id, one]));
}

function textOf(held: ById): string {
  return JSON.stringify([...held].sort(([one], [other]) => (one < other ? -1 : 1)));
}
