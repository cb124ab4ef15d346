import { z } from 'zod';
import type { RecordChanged } from '../events/changes-since.ts';

/** What a page asks to hear: all records of a resource, or one of them. */
export const interestSchema = z.strictObject({
  /** The workspace's slug, as in the address of the page. */
  workspace: z.string().min(1).max(100),
  /** `crm.contact` */
  resource: z.string().min(1).max(200),
  record: z.uuid().toLowerCase().optional(),
});

export type Interest = z.infer<typeof interestSchema>;

/** Ids only: what it looks like now is asked for over REST, where visibility is decided. */
export type ChangedMessage = { readonly resource: string } & RecordChanged;

/** So much changed, or so little may be told, that the page should ask again for all it shows. */
export interface RefreshMessage {
  readonly resource: string;
}

/** Leave at a moment of your own between the two, so that not all arrive elsewhere at once. */
export interface ElsewhereMessage {
  readonly afterMs: number;
  readonly withinMs: number;
}

export type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export interface FromClient {
  join: (interest: unknown, answer?: unknown) => void;
  leave: (interest: unknown, answer?: unknown) => void;
}

export interface ToClient {
  changed: (message: ChangedMessage) => void;
  refresh: (message: RefreshMessage) => void;
  /** The right to hear this ended. */
  left: (message: Interest) => void;
  /** This process stops; connect anew, for another one answers. */
  elsewhere: (message: ElsewhereMessage) => void;
}
