import { type BootParts, boot } from './boot.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Serves until a signal comes. @returns the exit code */
export async function webCommand(parts: BootParts): Promise<number> {
  const stopped = new Promise<void>((resolve) => stopOnSignal(parts.log, resolve));
  const { address } = await boot(parts);
  parts.report(`ready at ${address}`);
  await stopped;
  return 0;
}
