import { type BootParts, boot } from './boot.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Serves until a signal comes. @returns the exit code */
export async function webCommand(parts: BootParts): Promise<number> {
  const stopped = new Promise<void>((resolve) => stopOnSignal(parts.log, resolve));
  parts.report(`ready at ${await boot(parts)}`);
  await stopped;
  return 0;
}
