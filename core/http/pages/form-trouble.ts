import { InvalidInput, NotAuthenticated, Unavailable } from '../../sdk/index.ts';
import { answerTo } from '../error-answer.ts';

/** Why a form comes back: shown on itself, with all that was typed. */
export interface Trouble {
  readonly status: number;
  readonly problems: Readonly<Record<string, string>>;
  readonly notice: string | null;
  readonly retryAfter?: number;
}

export const noTrouble: Trouble = { status: 200, problems: {}, notice: null };

/** Runs what a form asks for. @returns what to show on it, or null when it was done @throws what is no affair of a form */
export async function troubleOf(work: () => Promise<unknown>): Promise<Trouble | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return readTrouble(error);
  }
}

function readTrouble(error: unknown): Trouble {
  const { status, message, retryAfter, isBug } = answerTo(error);
  if (isBug || error instanceof NotAuthenticated || error instanceof Unavailable || status === 503)
    throw error;
  if (!(error instanceof InvalidInput)) return { status, problems: {}, notice: message, retryAfter };
  const general = error.problems.filter(({ path }) => path.length === 0);
  return { status, problems: byField(error), notice: general[0]?.message ?? null };
}

/** The first message per field: one is enough to go on with. */
function byField({ problems }: InvalidInput): Record<string, string> {
  const named = problems.filter(({ path }) => path.length > 0);
  return Object.fromEntries(named.map(({ path, message }) => [String(path[0]), message]).reverse());
}
