import { setTimeout as pause } from 'node:timers/promises';
import { everything } from '../db/broadcast.ts';
import { restartTopic } from '../lifecycle/restart.ts';
import { endTurn, takeTurn, turnOf } from '../lifecycle/restart-turn.ts';
import type { Runtime } from '../runtime.ts';

export interface RestartTerms {
  readonly serves: boolean;
  /** How long whatever looks at this process from outside needs to see that it is ready. */
  readonly noticedAfterMs: number;
  readonly stopping: AbortSignal;
  readonly restart: () => void;
}

export interface RestartInTurn {
  /** This process serves, perhaps again. */
  ready(): void;
}

/**
 * Once all processes are told to start anew, they do so one after the other, so that requests are answered meanwhile.
 * The turn is kept from the end of one process to the readiness of that which comes after it.
 */
export function restartInTurn(runtime: Runtime, terms: RestartTerms): RestartInTurn {
  const { broadcast, config } = runtime;
  if (!config.restartable) return { ready: () => undefined };
  const turn = turnOf(config, terms.serves);
  const asked = new AbortController();
  broadcast.hear(restartTopic, (key) => {
    if (key === everything || asked.signal.aborted) return;
    asked.abort();
    void takeTurn(runtime, turn, terms.stopping).then(terms.restart);
  });
  const handOn = async () => {
    await pause(terms.noticedAfterMs, undefined, { ref: false, signal: asked.signal });
    await endTurn(runtime, turn);
  };
  // Told to start anew once more in the meantime, it keeps the turn.
  return { ready: () => void handOn().catch(() => undefined) };
}
