import type { UnitOfWork } from '../../db/unit-of-work.ts';

async function say(unit: UnitOfWork, text: string): Promise<void> {
  await unit.run({ text, values: [] });
}

/** Do something that may fail without losing what the transaction did before. @returns the error, or null */
export async function withSavepoint(unit: UnitOfWork, work: () => Promise<void>): Promise<unknown> {
  await say(unit, 'savepoint rows');
  try {
    await work();
    await say(unit, 'release savepoint rows');
    return null;
  } catch (error) {
    await say(unit, 'rollback to savepoint rows');
    await say(unit, 'release savepoint rows');
    return error;
  }
}
