import { writeCall } from '../../audit/write-call.ts';
import { type OpenCtx, openCtx } from '../../context/open-ctx.ts';
import { DomainError } from '../../sdk/index.ts';
import { undoableUntil } from '../undo/undo-window.ts';
import type { ActionAnswer, DoneAnswer } from './answer.ts';
import type { AskedAction } from './asked.ts';
import { callRow, keepApart, noteFailure } from './keep-call.ts';

/** What else belongs to the transaction of the deed, before and after it. */
export interface Around {
  readonly before?: (ctx: OpenCtx) => Promise<void>;
  readonly after?: (ctx: OpenCtx, answer: ActionAnswer) => Promise<void>;
}

/** Thrown before anything was done, for whoever asked to go another way: no failure to be kept. */
export class NotBegun extends Error {}

/** Does it, in one transaction with its audit. */
export async function performCall(asked: AskedAction, around: Around = {}): Promise<DoneAnswer> {
  const began = performance.now();
  try {
    return await (asked.action.read ? readCall(asked, around, began) : writeInOne(asked, around, began));
  } catch (error) {
    if (!(error instanceof DomainError) && !(error instanceof NotBegun)) await noteFailure(asked, began);
    throw error;
  }
}

function writeInOne(asked: AskedAction, around: Around, began: number): Promise<DoneAnswer> {
  const { runtime, scope, action } = asked;
  return openCtx(runtime, scope, async (ctx) => {
    await around.before?.(ctx);
    const output = await action.run(runtime, ctx, asked.checked);
    const auditId = await keep(asked, ctx, output, began);
    const answer: DoneAnswer = {
      status: 'done',
      output,
      auditId,
      isReplay: false,
      undoableUntil: undoableUntil(action, runtime.now()),
    };
    await around.after?.(ctx, answer);
    return answer;
  });
}

async function keep(
  asked: AskedAction,
  ctx: OpenCtx,
  output: unknown,
  began: number,
): Promise<string | null> {
  const { runtime, scope, action } = asked;
  if (action.effect === 'read' && scope.actor.kind === 'user') return null;
  const row = { ...callRow(asked, 'done', began), result: action.undo ? output : undefined };
  return writeCall(ctx.unit, scope, runtime.now(), row);
}

/** A read needs no transaction of its own; that a program read is kept all the same. */
async function readCall(asked: AskedAction, around: Around, began: number): Promise<DoneAnswer> {
  if (around.before || around.after) return readBetween(asked, around, began);
  const output = await readOf(asked);
  const auditId = asked.scope.actor.kind === 'user' ? null : await keepApart(asked, 'done', began);
  return answerOfRead(output, auditId);
}

function readBetween(asked: AskedAction, around: Around, began: number): Promise<DoneAnswer> {
  return openCtx(asked.runtime, asked.scope, async (ctx) => {
    await around.before?.(ctx);
    const output = await readOf(asked);
    const answer = answerOfRead(output, await keep(asked, ctx, output, began));
    await around.after?.(ctx, answer);
    return answer;
  });
}

async function readOf({ runtime, scope, action, checked }: AskedAction): Promise<unknown> {
  return action.read?.(runtime, scope, checked);
}

function answerOfRead(output: unknown, auditId: string | null): DoneAnswer {
  return { status: 'done', output, auditId, isReplay: false, undoableUntil: null };
}
