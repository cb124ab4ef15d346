import type { LeftRows, Run } from './left-rows.ts';

/** A point in a transaction; it is either released or rolled back to, once. */
export interface Savepoint {
  release(): Promise<void>;
  /** Takes back what was done since, what was left and what was to follow the commit among it. */
  rollBack(): Promise<void>;
}

/** What a transaction has in hand besides what the database knows. */
interface Undoable {
  readonly left: LeftRows;
  readonly reactions: (() => void)[];
}

/** What was left before it is written before it, so that it stays when this is taken back. */
export async function savepointIn({ left, reactions }: Undoable, run: Run): Promise<Savepoint> {
  const say = (text: string) => run({ text, values: [] });
  await left.writeAll(run);
  const reactionsBefore = reactions.length;
  await say('savepoint here');
  return {
    async release() {
      await say('release savepoint here');
    },
    async rollBack() {
      left.drop();
      reactions.length = reactionsBefore;
      await say('rollback to savepoint here');
      await say('release savepoint here');
    },
  };
}
