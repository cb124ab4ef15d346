import { z } from 'zod';
import type { Missed } from '../events/change-log.ts';
import type { RecordChanged } from '../events/changes-since.ts';
import type { FieldProblem } from '../sdk/index.ts';
import type { PersonHere } from './presence/presence-board.ts';

/** The workspace's slug, as in the address of the page. */
const workspace = z.string().min(1).max(100);
const name = z.string().min(1).max(200);
const record = z.uuid().toLowerCase();

/** All records of a resource, or one of them: `crm.contact`. */
const changes = z.strictObject({ workspace, resource: name, record: record.optional() });

/** What a plugin tells of the workspace, of a resource, of a record, or of oneself. */
const told = z
  .strictObject({
    workspace,
    message: name,
    resource: name.optional(),
    record: record.optional(),
    mine: z.literal(true).optional(),
  })
  .refine((one) => (one.record === undefined || one.resource !== undefined) && !(one.mine && one.resource));

/** To be seen somewhere, or to see who is: in the workspace, or on one record. */
const presence = z
  .strictObject({
    workspace,
    presence: z.enum(['here', 'watching']),
    resource: name.optional(),
    record: record.optional(),
  })
  .refine((one) => (one.record === undefined) === (one.resource === undefined));

/** What a page asks for. */
export const interestSchema = z.union([changes, told, presence]);

export type ChangesInterest = z.infer<typeof changes>;
export type ToldInterest = z.infer<typeof told>;
export type PresenceInterest = z.infer<typeof presence>;
export type Interest = z.infer<typeof interestSchema>;

/** How far a page has seen: what it missed since is told with the answer. */
export const sinceSchema = z.string().max(4_000).optional();

/** A message to a plugin. */
export const saidSchema = z.strictObject({ workspace, event: name, input: z.unknown() });

/** Ids only: what it looks like now is asked for over REST, where visibility is decided. */
export interface ChangedMessage extends RecordChanged {
  readonly resource: string;
  /** With this, all changes of the resource up to here are told. */
  readonly seen?: string;
}

/** So much changed, or so little may be told, that the page should ask again for all it shows. */
export interface RefreshMessage {
  readonly resource: string;
  readonly seen: string;
}

/** What a plugin tells. */
export interface ToldMessage {
  readonly message: string;
  readonly payload: unknown;
  readonly resource?: string;
  readonly record?: string;
}

/** Somebody who is there, as pages mark people. */
export interface PersonShown extends PersonHere {
  readonly initials: string;
  /** One of eight colours, from 1. */
  readonly tone: number;
}

/** Who is in the workspace, or on a record of it. */
export interface PresentMessage {
  readonly resource?: string;
  readonly record?: string;
  readonly people: readonly PersonShown[];
  /** Also of those who are not named. */
  readonly count: number;
}

/** Leave at a moment of your own between the two, so that not all arrive elsewhere at once. */
export interface ElsewhereMessage {
  readonly afterMs: number;
  readonly withinMs: number;
}

export type Answer =
  | {
      readonly ok: true;
      /** All up to here is told, or will be. */
      readonly seen?: string;
      readonly missed?: Missed;
      readonly output?: unknown;
    }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly problems?: readonly FieldProblem[];
      };
    };

export interface FromClient {
  join: (interest: unknown, answer?: unknown) => void;
  leave: (interest: unknown, answer?: unknown) => void;
  /** How far is all told? */
  mark: (nothing: unknown, answer?: unknown) => void;
  say: (said: unknown, answer?: unknown) => void;
}

export interface ToClient {
  changed: (message: ChangedMessage) => void;
  refresh: (message: RefreshMessage) => void;
  told: (message: ToldMessage) => void;
  present: (message: PresentMessage) => void;
  /** Messages were left out because the connection was too slow: join anew, and say how far you have seen. */
  behind: () => void;
  /** The right to hear this ended. */
  left: (message: Interest) => void;
  /** This process stops; connect anew, for another one answers. */
  elsewhere: (message: ElsewhereMessage) => void;
}
