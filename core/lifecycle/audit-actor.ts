import type { AuditActor } from '../kernel/states/audit.ts';
import type { Person } from '../users/person.ts';

/** Somebody as the trail of plugins names them. */
export function auditActorOf({ id: userId, name }: Person): AuditActor {
  return { userId, name };
}
