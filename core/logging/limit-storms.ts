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

interface Storms {
  readonly log: Logger;
  readonly limits: StormLimits;
  readonly gatherings: Map<string, Gathering>;
  second: number;
  inSecond: number;
  leftOut: number;
}

/**
 * An outage makes every request say the same. Lines that are alike are gathered and counted, so the log
 * tells what happened and how often without filling the disk. What is for debugging passes.
 */
export function limitStorms(log: Logger, limits: StormLimits = usual): Logger {
  const storms: Storms = { log, limits, gatherings: new Map(), second: 0, inSecond: 0, leftOut: 0 };
  const saying = (level: Level) => (details: object, message: string) => say(storms, level, details, message);
  return {
    debug: (details, message) => log.debug(details, message),
    info: saying('info'),
    warn: saying('warn'),
    error: saying('error'),
  };
}

function say(storms: Storms, level: Level, details: object, message: string): void {
  const key = keyOf(level, details, message);
  const gathering = storms.gatherings.get(key) ?? begin(storms, key, level, message);
  gathering.count += 1;
  gathering.last = details;
  if (gathering.count <= storms.limits.most) write(storms, level, details, message);
}

function begin(storms: Storms, key: string, level: Level, message: string): Gathering {
  const { gatherings, limits } = storms;
  const gathering: Gathering = { count: 0, last: {} };
  gatherings.set(key, gathering);
  setTimeout(() => {
    gatherings.delete(key);
    const repeated = gathering.count - limits.most;
    if (repeated > 0) write(storms, level, { ...gathering.last, repeated }, message);
  }, limits.windowMs).unref();
  return gathering;
}

function write(storms: Storms, level: Level, details: object, message: string): void {
  if (level === 'info' || hasRoom(storms)) return void storms.log[level](details, message);
  storms.leftOut += 1;
}

function hasRoom(storms: Storms): boolean {
  const now = Math.floor(performance.now() / 1_000);
  if (now !== storms.second) [storms.second, storms.inSecond] = [now, 0];
  storms.inSecond += 1;
  if (storms.leftOut > 0 && storms.inSecond === 1) {
    const { leftOut } = storms;
    storms.log.warn({ leftOut }, 'There was more to say than a log can hold; so many lines were left out.');
    storms.leftOut = 0;
  }
  return storms.inSecond <= storms.limits.mostPerSecond;
}

/** Alike is what says the same about the same plugin. */
function keyOf(level: Level, details: object, message: string): string {
  const { plugin } = details as { plugin?: unknown };
  return `${level} ${typeof plugin === 'string' ? plugin : ''} ${message}`;
}
