import { expect } from 'chai';
import type { DomainError } from '../../core/sdk/index.ts';

type ErrorClass = abstract new (...given: never[]) => DomainError;

/** Waits for the error that must come. */
export async function refusal<E extends ErrorClass>(
  work: Promise<unknown>,
  type: E,
): Promise<InstanceType<E>> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(type);
  return error as InstanceType<E>;
}
