import { setTimeout as pause } from 'node:timers/promises';
import { inWorkspace, type UnitOfWork } from '../../db/unit-of-work.ts';
import { actorText } from '../../events/event-row.ts';
import { Conflict, DomainError, InvalidInput, Unavailable } from '../../sdk/index.ts';
import { approvalAnswer } from '../approvals/find-approval.ts';
import type { ActionAnswer, ApprovalAnswer, DoneAnswer } from './answer.ts';
import type { AskedAction } from './asked.ts';
import { keyHours } from './limits.ts';
import { type Around, NotBegun } from './perform-call.ts';

type Work = (asked: AskedAction, around: Around) => Promise<ActionAnswer>;

interface KeyRow {
  readonly action: string;
  readonly args_hash: string;
  readonly state: 'started' | 'done';
  readonly answer: DoneAnswer | { readonly approvalId: string } | null;
}

/** Somebody else is at it with the same key right now. */
class UnderWay extends NotBegun {}

/** It was done before. */
class Known extends NotBegun {
  readonly row: KeyRow;

  constructor(row: KeyRow) {
    super();
    this.row = row;
  }
}

const keyForm = /^[\x21-\x7e]{1,200}$/;
const longestWaitMs = 30_000;
/** One that just started takes its lock sooner than this. */
const surelyBrokenMs = 3_000;

/**
 * Does it once for a key, however many ask at once and however often: the answer is kept with the effect.
 * @throws Conflict when the key stands for something else, or nobody knows what became of the first try
 */
export async function onceByKey(asked: AskedAction, key: string, work: Work): Promise<ActionAnswer> {
  if (!keyForm.test(key)) {
    const message = 'Use 1 to 200 plain characters without spaces.';
    throw new InvalidInput([{ path: ['Idempotency-Key'], message }]);
  }
  const until = performance.now() + longestWaitMs;
  const sureAt = performance.now() + surelyBrokenMs;
  for (;;) {
    try {
      return await attempt(asked, key, work);
    } catch (error) {
      const isStarting =
        error instanceof Known && error.row.state === 'started' && performance.now() < sureAt;
      if (error instanceof Known && !isStarting) return replay(asked, error.row);
      if (!isStarting && !(error instanceof UnderWay)) throw error;
      if (performance.now() > until) throw new Conflict('The same call is still under way. Ask again later.');
      await pause(20 + Math.random() * 60);
    }
  }
}

async function attempt(asked: AskedAction, key: string, work: Work): Promise<ActionAnswer> {
  const leavesTheHouse = asked.action.effect === 'send' || asked.action.effect === 'money';
  if (leavesTheHouse) await inOwnUnit(asked, (unit) => claim(unit, asked, key, 'started'));
  try {
    return await work(asked, {
      before: ({ unit }) => (leavesTheHouse ? hold(unit, asked, key) : claim(unit, asked, key, null)),
      after: ({ unit }, answer) => save(unit, asked, key, answer),
    });
  } catch (error) {
    // What the domain refused did not happen; of anything else nobody knows.
    if (leavesTheHouse && error instanceof DomainError && !(error instanceof Unavailable))
      await inOwnUnit(asked, (unit) => forget(unit, asked, key));
    throw error;
  }
}

function inOwnUnit<Result>({ runtime, scope }: AskedAction, work: (unit: UnitOfWork) => Promise<Result>) {
  return inWorkspace(runtime.database, scope.workspace.id, work);
}

/** Takes the key for this transaction, unless it is taken or was used. @throws UnderWay, Known, Conflict */
async function claim(
  unit: UnitOfWork,
  asked: AskedAction,
  key: string,
  state: 'started' | null,
): Promise<void> {
  await lock(unit, asked, key);
  const row = await find(unit, asked, key);
  if (row) throw new Known(row);
  if (state) await write(unit, asked, key, state, null);
}

/** Waiting would hold a connection that the one who works may need, so nobody waits. */
async function lock(unit: UnitOfWork, asked: AskedAction, key: string): Promise<void> {
  const [row] = await unit.run<{ mine: boolean }>({
    text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine',
    values: [lockName(asked, key)],
  });
  if (!row?.mine) throw new UnderWay();
}

/** Its row is there already, so others only look at it for a moment. */
async function hold(unit: UnitOfWork, asked: AskedAction, key: string): Promise<void> {
  const text = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
  await unit.run({ text, values: [lockName(asked, key)] });
}

function lockName({ scope }: AskedAction, key: string): string {
  return `guildhall:action:${scope.workspace.id}:${actorText(scope.actor)}:${key}`;
}

async function find(
  unit: UnitOfWork,
  { runtime, scope }: AskedAction,
  key: string,
): Promise<KeyRow | undefined> {
  const [row] = await unit.run<KeyRow>({
    text: `select action, args_hash, state, answer from action_keys
      where workspace_id = $1 and actor = $2 and key = $3 and expires_at > $4`,
    values: [scope.workspace.id, actorText(scope.actor), key, runtime.now()],
  });
  return row;
}

function save(unit: UnitOfWork, asked: AskedAction, key: string, answer: ActionAnswer): Promise<void> {
  const kept = answer.status === 'approval' ? { approvalId: answer.approval.id } : answer;
  return write(unit, asked, key, 'done', kept);
}

async function write(
  unit: UnitOfWork,
  { runtime, scope, action, argsHash }: AskedAction,
  key: string,
  state: KeyRow['state'],
  answer: unknown,
): Promise<void> {
  const expiresAt = new Date(runtime.now().getTime() + keyHours * 3_600_000);
  await unit.run({
    text: `insert into action_keys (workspace_id, actor, key, action, args_hash, state, answer, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (workspace_id, actor, key) do update set
        action = excluded.action, args_hash = excluded.args_hash, state = excluded.state,
        answer = excluded.answer, expires_at = excluded.expires_at`,
    values: [
      scope.workspace.id,
      actorText(scope.actor),
      key,
      action.id,
      argsHash,
      state,
      answer === null ? null : JSON.stringify(answer),
      expiresAt,
    ],
  });
}

async function forget(unit: UnitOfWork, { scope }: AskedAction, key: string): Promise<void> {
  await unit.run({
    text: `delete from action_keys where workspace_id = $1 and actor = $2 and key = $3 and state = 'started'`,
    values: [scope.workspace.id, actorText(scope.actor), key],
  });
}

async function replay(asked: AskedAction, row: KeyRow): Promise<DoneAnswer | ApprovalAnswer> {
  if (row.args_hash !== asked.argsHash)
    throw new Conflict('This Idempotency-Key was used for something else. Use a new one.');
  if (row.state === 'started' || !row.answer) {
    throw new Conflict(
      'A call with this key broke off: it may have been done. Look before you repeat it with a new key.',
    );
  }
  if ('approvalId' in row.answer) return approvalAnswer(asked.runtime, asked.scope, row.answer.approvalId);
  return { ...row.answer, isReplay: true };
}
