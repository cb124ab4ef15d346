import { type BootParts, boot } from './boot.ts';
import { guardProcess } from './guard-process.ts';
import { say } from './say.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Serves until a signal comes. @returns the exit code */
export async function webCommand(parts: BootParts): Promise<number> {
  const { log } = parts;
  return new Promise<number>((resolve, reject) => {
    const guard = guardProcess(log, () => resolve(1));
    stopOnSignal(log, () => resolve(0));
    boot(parts).then(({ runtime, address }) => {
      guard.know(runtime.registry.plugins);
      say(`ready at ${address}`);
    }, reject);
  });
}
