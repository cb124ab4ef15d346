import type { Registry } from '../kernel/registry.ts';
import { type AccessRule, type Fields, NotAllowed, type Workspace } from '../sdk/index.ts';

/** Why nothing is changed in a workspace that is held. */
export function readOnlySentence(reason: string): string {
  return `This workspace can only be read now. ${reason}`;
}

/**
 * For whatever changes something: rights that are left in a workspace that may only be read do not let anybody write,
 * but for a permission that says it is for such times. @throws NotAllowed with the reason
 */
export function assertWritable<F extends Fields>(
  { permissions }: Pick<Registry, 'permissions'>,
  { readOnly }: Workspace,
  rule: AccessRule<F> | null,
): void {
  if (readOnly === undefined) return;
  if (typeof rule === 'string' && permissions.get(rule)?.whileReadOnly === true) return;
  throw new NotAllowed(readOnlySentence(readOnly));
}
