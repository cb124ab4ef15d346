import type { Logger } from '../sdk/index.ts';

type Level = keyof Logger;

export interface StormLimits {
  /** Lines that say the same are gathered for this long … */
  readonly windowMs: number;
  /** … after so many of them were let through. */
  readonly most: number;
  /** Warnings and errors of all kinds in one second. */
  readonly mostPerSecond: number;
}

const usual: StormLimits = { windowMs: 5_000, most: 5, mostPerSecond: 6 };

interface Gathering {
  count: number;
  last: object;
}

/**
 * An outage makes every request say the same. Lines that are alike are gathered and counted, so the log
 * tells what happened and how often without filling the disk. What is for debugging passes.
 */
export function limitStorms(log: Logger, limits: StormLimits = usual): Logger {
  const gatherings = new Map<string, Gathering>();
  let second = 0;
  let inSecond = 0;
  let leftOut = 0;

  const say = (level: Level) => (details: object, message: string) => {
    const key = keyOf(level, details, message);
    const gathering = gatherings.get(key) ?? begin(key, level, message);
    gathering.count += 1;
    gathering.last = details;
    if (gathering.count <= limits.most) write(level, details, message);
  };

  const begin = (key: string, level: Level, message: string): Gathering => {
    const gathering: Gathering = { count: 0, last: {} };
    gatherings.set(key, gathering);
    setTimeout(() => {
      gatherings.delete(key);
      const repeated = gathering.count - limits.most;
      if (repeated > 0) write(level, { ...gathering.last, repeated }, message);
    }, limits.windowMs).unref();
    return gathering;
  };

  const write = (level: Level, details: object, message: string): void => {
    if (level === 'info' || hasRoom()) return void log[level](details, message);
    leftOut += 1;
  };

  const hasRoom = (): boolean => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) [second, inSecond] = [now, 0];
    inSecond += 1;
    if (leftOut > 0 && inSecond === 1) {
      log.warn({ leftOut }, 'There was more to say than a log can hold; so many lines were left out.');
      leftOut = 0;
    }
    return inSecond <= limits.mostPerSecond;
  };

  return {
    debug: (details, message) => log.debug(details, message),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
  };
}

/** Alike is what says the same about the same plugin. */
function keyOf(level: Level, details: object, message: string): string {
  const { plugin } = details as { plugin?: unknown };
  return `${level} ${typeof plugin === 'string' ? plugin : ''} ${message}`;
}
