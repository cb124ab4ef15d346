import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/schema.ts';
import { type BootParts, boot } from './boot.ts';
import type { Duty } from './duties.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Does its duty until a signal comes, also while it still starts. @returns the exit code */
export async function runUntilStopped(parts: BootParts, duty: Duty): Promise<number> {
  warnOfAlone(parts, duty);
  const signal = new Promise<NodeJS.Signals>((resolve) => stopOnSignal(parts.log, resolve));
  const started = boot(parts, duty);
  const ready = started.then((where) => {
    parts.report(`ready at ${where}`);
    return signal;
  });
  // When a signal ends the wait, a start that then fails is nobody's concern.
  ready.catch(() => undefined);
  const stillServesMs = stopDelay(parts.config, duty, await Promise.race([signal, ready]));
  parts.closing.announce(stillServesMs);
  await pause(stillServesMs);
  return 0;
}

const usualDelayMs = 5_000;

/** Behind a proxy requests still come until it has noticed; who presses Ctrl-C has none. */
function stopDelay({ stopDelayMs }: Config, duty: Duty, signal: NodeJS.Signals): number {
  if (signal === 'SIGINT' || !duty.serves) return 0;
  return stopDelayMs ?? (duty.works ? 0 : usualDelayMs);
}

/** The embedded database belongs to one process, so there can be no second one to do the rest. */
function warnOfAlone({ config, report }: BootParts, { serves, works }: Duty): void {
  if (config.databaseUrl || (serves && works)) return;
  const left = serves ? 'does no background work' : 'answers no requests';
  report(
    `this process ${left}, and with the embedded database no second one can; set DATABASE_URL to run several.`,
  );
}
