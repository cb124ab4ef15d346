import { ArchiveRefused } from '../archive/refused.ts';

/** A command that was typed in a way that cannot be meant. */
export class WrongUse extends Error {}

/** Runs a command of the terminal; what the person can mend is told as a sentence. @returns the exit code */
export async function telling(report: (message: string) => void, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!isForThePerson(error)) throw error;
    report(error.message);
    return 1;
  }
}

function isForThePerson(error: unknown): error is Error {
  const isArgument = String((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS');
  return error instanceof ArchiveRefused || error instanceof WrongUse || isArgument;
}
