import type { Runtime } from '../runtime.ts';
import { type HandingOn, handOnEvents } from './hand-on-events.ts';
import { registerListeners } from './register-listeners.ts';

export interface Listeners {
  /** Look at the outbox soon. */
  look(): void;
  stop(): void;
}

const againMs = 5_000;

/** Writes down who listens, then hands events on to them from this process, beside whichever others do. */
export function startListeners(runtime: Runtime, handedOn: () => void): Listeners {
  const stopped = new AbortController();
  let handing: HandingOn | undefined;
  const begin = async (): Promise<void> => {
    await registerListeners(runtime);
    if (!stopped.signal.aborted) handing = handOnEvents(runtime, handedOn);
  };
  const tryToBegin = (): void =>
    void begin().catch((error: unknown) => {
      runtime.log.warn({ err: error }, 'Listeners could not be written down; trying again.');
      if (!stopped.signal.aborted) setTimeout(tryToBegin, againMs).unref();
    });
  tryToBegin();
  return {
    look: () => handing?.look(),
    stop() {
      stopped.abort();
      handing?.stop();
    },
  };
}
