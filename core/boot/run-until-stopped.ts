import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/schema.ts';
import { restartCode } from '../lifecycle/restart.ts';
import type { Runtime } from '../runtime.ts';
import { type BootParts, boot } from './boot.ts';
import type { Duty } from './duties.ts';
import { type RestartInTurn, restartInTurn } from './restart-in-turn.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Does its duty until a signal comes, also while it still starts. @returns the exit code */
export async function runUntilStopped(parts: BootParts, duty: Duty): Promise<number> {
  warnOfAlone(parts, duty);
  let end: (why: Ending) => void = () => undefined;
  const ending = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  stopOnSignal(parts.log, end);
  const { closing, config } = parts;
  const noticedAfterMs = stopDelay(config, duty, 'restart');
  const terms = { serves: duty.serves, noticedAfterMs, stopping: closing.stopping };
  let turn: RestartInTurn | undefined;
  const onRuntime = (runtime: Runtime) => {
    turn = restartInTurn(runtime, { ...terms, restart: () => end('restart') });
  };
  const started = boot({ ...parts, onRuntime }, duty);
  const ready = started.then((where) => {
    parts.report(`ready at ${where}`);
    turn?.ready();
    return ending;
  });
  // When a signal ends the wait, a start that then fails is nobody's concern.
  ready.catch(() => undefined);
  const why = await Promise.race([ending, ready]);
  const stillServesMs = stopDelay(config, duty, why);
  closing.announce(stillServesMs);
  await pause(stillServesMs);
  return why === 'restart' ? restartCode : 0;
}

type Ending = NodeJS.Signals | 'restart';

const usualDelayMs = 5_000;

/** Behind a proxy requests still come until it has noticed; who presses Ctrl-C has none. */
function stopDelay({ stopDelayMs }: Config, duty: Duty, signal: Ending): number {
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
