import type { UnitOfWork } from '../../db/unit-of-work.ts';

/** Do something that may fail without losing what the transaction did before. @returns the error, or null */
export async function withSavepoint(unit: UnitOfWork, work: () => Promise<void>): Promise<unknown> {
  const savepoint = await unit.savepoint();
  try {
    await work();
    await savepoint.release();
    return null;
  } catch (error) {
    await savepoint.rollBack();
    return error;
  }
}
