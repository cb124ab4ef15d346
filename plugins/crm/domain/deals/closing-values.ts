import { type FieldProblem, InvalidInput } from 'guildhall/sdk';
import type { Deal, DealValues } from '../../resources/deal-fields.ts';
import { withoutEchoes } from './without-echoes.ts';

interface Standing {
  readonly status: Deal['status'];
  /** The chance that the stage gives. */
  readonly chance: number;
  readonly now: string;
}

type Closing = Pick<Deal, 'status' | 'probability' | 'closedAt' | 'lostReason' | 'lostNote'>;

/**
 * What a deal says about its end, held to its status: open knows no end, won has a date, lost a date
 * and a reason. What belonged to another status is cleared.
 *
 * @throws InvalidInput
 */
export function closingValues(
  change: DealValues,
  before: Deal | undefined,
  { status, chance, now }: Standing,
): Closing {
  const kept = before?.status === status ? before : undefined;
  const asked = withoutEchoes(change, before);
  const wanted = {
    closedAt: given(asked.closedAt, kept?.closedAt),
    lostReason: given(asked.lostReason, kept?.lostReason),
    lostNote: given(asked.lostNote, kept?.lostNote),
  };
  const problems = [...problemsOf(status, wanted), ...chanceProblems(asked, status, chance)];
  if (problems.length > 0) throw new InvalidInput(problems);
  const closedAt = status === 'open' ? null : (wanted.closedAt ?? now);
  const probability = status === 'open' ? (asked.probability ?? chance) : chance;
  return { ...wanted, status, probability, closedAt };
}

function given<Value>(changed: Value | undefined, kept: Value | undefined): Value | null {
  return (changed === undefined ? kept : changed) ?? null;
}

type Wanted = Pick<Deal, 'closedAt' | 'lostReason' | 'lostNote'>;

function problemsOf(status: Deal['status'], wanted: Wanted): FieldProblem[] {
  if (status === 'lost') return lossProblems(wanted);
  const notLost = 'Only a deal in a lost stage has been lost. Leave this empty.';
  return [
    ...(wanted.lostReason ? [problem('lostReason', notLost)] : []),
    ...(wanted.lostNote ? [problem('lostNote', notLost)] : []),
    ...(status === 'open' && wanted.closedAt
      ? [problem('closedAt', 'This deal is open. Leave this empty.')]
      : []),
  ];
}

function lossProblems({ lostReason, lostNote }: Wanted): FieldProblem[] {
  if (!lostReason) return [problem('lostReason', 'Say why the deal was lost.')];
  if (lostReason === 'other' && !lostNote) return [problem('lostNote', 'Say in a few words what it was.')];
  return [];
}

function chanceProblems({ probability }: DealValues, status: Deal['status'], chance: number): FieldProblem[] {
  if (status === 'open' || probability === undefined || probability === chance) return [];
  return [problem('probability', `A ${status} deal has ${chance} %.`)];
}

function problem(field: keyof DealValues, message: string): FieldProblem {
  return { path: [field], message };
}
