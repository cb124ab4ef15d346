import { z } from 'zod';
import { inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import { callPlugin } from '../kernel/call-plugin.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound, type NotificationType } from '../sdk/index.ts';
import { type InboxPlace, placeText } from './inbox-input.ts';
import { tellInboxes } from './notify.ts';
import { readableTypes } from './readable-types.ts';
import type { WordsOf } from './readers-words.ts';

/** Who reads, as far as words go: declarations and catalogues in their language. */
export interface Reader {
  readonly runtime: Runtime;
  readonly wordsOf: WordsOf;
}

/** One message as its reader sees it. */
export interface Notification {
  readonly id: string;
  readonly type: string;
  readonly icon: string;
  readonly title: string;
  readonly body: string | null;
  /** Below the workspace, starting with a slash; null where it leads nowhere. */
  readonly address: string | null;
  readonly createdAt: string;
  readonly readAt: string | null;
}

interface NotificationRow {
  readonly id: string;
  readonly type: string;
  readonly payload: unknown;
  readonly createdAt: string;
  readonly readAt: string | null;
}

const limitMs = 500;
const address = z
  .string()
  .max(500)
  .regex(/^\/(?!\/)[^\\\s]*$/);
const shownText = z.object({
  title: z.string().min(1).max(300),
  body: z.string().max(1_000).optional(),
  address: address.optional(),
});

/** @throws NotFound where no person acts: keys and the system have no inbox */
export function ownerOf({ actor }: Scope): string {
  if (actor.kind !== 'user') throw new NotFound('There is nothing here.');
  return actor.userId;
}

const latest = `
  select id, type, payload, created_at as "createdAt", read_at as "readAt" from notifications
  where workspace_id = $1 and user_id = $2 and type = any($3) and (read_at is null or not $7)
    and ($4::timestamptz is null or created_at <= $4 and (created_at < $4 or id > $5::uuid))
  order by created_at desc, id limit $6`;

export interface InboxPage {
  readonly notifications: readonly Notification[];
  /** Pass it as `before` for the older ones; null when these are all. */
  readonly next: string | null;
}

export interface InboxQuestion {
  /** The message before which the page begins. */
  readonly before?: InboxPlace | null;
  readonly most?: number;
  readonly isUnreadOnly?: boolean;
}

/** The newest first, `most` at a time. */
export async function readInbox(
  reader: Reader,
  scope: Scope,
  { before = null, most = 30, isUnreadOnly = false }: InboxQuestion = {},
): Promise<InboxPage> {
  const { runtime } = reader;
  const types = readableTypes(runtime, scope);
  const byId = new Map(types.map((type) => [type.item.id, type]));
  const place = [before?.at ?? null, before?.id ?? null];
  const values = [scope.workspace.id, ownerOf(scope), [...byId.keys()], ...place, most + 1, isUnreadOnly];
  const rows = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<NotificationRow & Record<string, unknown>>({ text: latest, values }),
  );
  const shown = rows.slice(0, most);
  const said = await Promise.all(shown.map((row) => sayOne(reader, scope, byId.get(row.type), row)));
  const last = rows.length > most ? shown.at(-1) : undefined;
  const next = last ? placeText({ at: last.createdAt, id: last.id }) : null;
  return { notifications: said.flatMap((one) => one ?? []), next };
}

const single = `
  select id, type, payload, created_at as "createdAt", read_at as "readAt" from notifications
  where workspace_id = $1 and user_id = $2 and id = $3`;

/** One of their own; null where it is not, or cannot be put into words. */
export async function readNotification(
  reader: Reader,
  scope: Scope,
  id: string,
): Promise<Notification | null> {
  const { runtime } = reader;
  const values = [scope.workspace.id, ownerOf(scope), id];
  const [row] = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<NotificationRow & Record<string, unknown>>({ text: single, values }),
  );
  const type = readableTypes(runtime, scope).find(({ item }) => item.id === row?.type);
  return row ? sayOne(reader, scope, type, row) : null;
}

/** A message whose words cannot be made is left out, and its plugin is blamed. */
async function sayOne(
  { runtime, wordsOf }: Reader,
  scope: Scope,
  type: Contributed<NotificationType> | undefined,
  { id, payload, createdAt, readAt }: NotificationRow,
): Promise<Notification | null> {
  if (!type) return null;
  const { plugin, item } = type;
  try {
    const call = { plugin, what: `notification ${item.id}`, limitMs };
    const words = await callPlugin(runtime, call, () =>
      item.text(item.schema.parse(payload), wordsOf(plugin)),
    );
    const { title, body = null, address: to = null } = shownText.parse(words);
    const icon = item.icon ?? 'bell';
    return { id, type: item.id, icon, title, body, address: to, createdAt, readAt };
  } catch (error) {
    scope.log.warn({ plugin, notification: item.id, err: error }, 'A message could not be put into words.');
    return null;
  }
}

/** How many wait to be read. */
export async function unreadCount(runtime: Runtime, scope: Scope): Promise<number> {
  if (scope.actor.kind !== 'user') return 0;
  const types = readableTypes(runtime, scope).map(({ item }) => item.id);
  if (types.length === 0) return 0;
  const text = `
    select count(*)::integer as count from notifications
    where workspace_id = $1 and user_id = $2 and type = any($3) and read_at is null`;
  const values = [scope.workspace.id, scope.actor.userId, types];
  const [row] = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<{ count: number }>({ text, values }),
  );
  return row?.count ?? 0;
}

/** Marks one, or all, as read or as unread. @throws NotFound for one that is not theirs */
export async function markNotifications(
  runtime: Runtime,
  scope: Scope,
  which: { readonly id: string } | 'all',
  isRead: boolean,
): Promise<void> {
  const userId = ownerOf(scope);
  const id = which === 'all' ? null : which.id;
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const marked = await mark(unit, userId, id, isRead ? runtime.now() : null);
    if (id !== null && marked === 0) throw new NotFound('There is no such message.');
    const { workspace, actor } = scope;
    await tellInboxes(runtime, { unit, workspace, actor }, marked > 0 ? [userId] : []);
  });
}

async function mark(unit: UnitOfWork, userId: string, id: string | null, at: Date | null): Promise<number> {
  const text = `
    update notifications set read_at = $4
    where workspace_id = $1 and user_id = $2 and ($3::uuid is null or id = $3)
      and ($3::uuid is not null or (read_at is null) = ($4::timestamptz is not null))
    returning 1`;
  return (await unit.run({ text, values: [unit.workspaceId, userId, id, at] })).length;
}
