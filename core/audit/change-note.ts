import { actorText, type ChangeKind } from '../events/event-row.ts';
import type { Scope } from '../scope.ts';

/** What the audit keeps of whoever changes a record: who, for whom, by which door, doing what. */
export interface ChangeNote {
  readonly actor: string;
  readonly actorName: string;
  readonly userId: string | null;
  readonly approvedBy: string | null;
  readonly door: string;
  /** The action under way; null for a plain write, which is named by what it did. */
  readonly action: string | null;
  readonly callId: string | null;
  readonly requestId: string | null;
}

export function changeNoteOf({ actor, origin }: Pick<Scope, 'actor' | 'origin'>): ChangeNote {
  return {
    actor: actorText(actor),
    actorName: actor.name,
    userId: actor.userId,
    approvedBy: origin?.approvedBy ?? null,
    door: origin?.door ?? 'system',
    action: origin?.action ?? null,
    callId: origin?.callId ?? null,
    requestId: origin?.requestId ?? null,
  };
}

const verbs: Readonly<Record<ChangeKind, string>> = {
  created: 'create',
  updated: 'update',
  removed: 'remove',
  restored: 'restore',
};

/** The action that a plain write of a record is: `crm.contact.update`. */
export function actionOfChange(resource: string, kind: ChangeKind): string {
  return `${resource}.${verbs[kind]}`;
}
