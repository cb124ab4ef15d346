import { v7 as newId } from 'uuid';
import type { OpenCtx } from '../context/open-ctx.ts';
import { actorText, eventStatement } from '../events/event-row.ts';
import type { Runtime } from '../runtime.ts';
import type { NotificationType, NotifyOptions } from '../sdk/index.ts';
import { coreTypes } from './core-types.ts';
import { notificationsResource } from './notifications-resource.ts';

const mostRecipients = 10_000;

/** Active members among those named who have not chosen otherwise; the same key is told once. */
const insert = `
  insert into notifications (workspace_id, id, user_id, type, payload, dedupe_key, created_at)
  select $1, given.id, m.id, $4, $5, $6, $7
  from unnest($2::uuid[], $3::uuid[]) as given (user_id, id)
  join memberships m on m.workspace_id = $1 and m.id = given.user_id
    and m.removed_at is null and m.suspended_at is null
  left join notification_preferences p
    on p.workspace_id = $1 and p.user_id = m.id and p.type = $4 and p.channel = 'inApp'
  where coalesce(p.is_on, $8)
  on conflict do nothing
  returning user_id as "userId"`;

/**
 * Tells people, in the transaction of `ctx`.
 * @throws ZodError for a payload that its type does not take
 */
export async function notify<Payload>(
  runtime: Runtime,
  ctx: OpenCtx,
  type: NotificationType<Payload>,
  { to, payload, key }: NotifyOptions<Payload>,
): Promise<void> {
  assertDeclared(runtime, type.id);
  const people = [...new Set(to)];
  if (people.length === 0) return;
  if (people.length > mostRecipients) throw new Error(`At most ${mostRecipients} people are told at once.`);
  // eslint-disable-next-line guildhall/guarded-plugin-calls -- it runs within the call of whoever asks for this
  const kept = JSON.stringify(type.schema.parse(payload));
  const ids = people.map(() => newId());
  const values = [
    ctx.workspace.id,
    people,
    ids,
    type.id,
    kept,
    key ?? null,
    runtime.now(),
    type.defaultOn ?? true,
  ];
  const told = await ctx.unit.run<{ userId: string }>({ text: insert, values });
  await tellInboxes(
    runtime,
    ctx,
    told.map(({ userId }) => userId),
  );
}

/** Only what a plugin lists can be switched, read and kept apart by permission. */
function assertDeclared({ registry }: Runtime, id: string): void {
  const isKnown = [...coreTypes, ...registry.contributions.notifications].some(({ item }) => item.id === id);
  if (!isKnown) throw new Error(`No plugin declares the notification ${id}. List it under "notifications".`);
}

/** One row of the outbox per inbox, so that its owner's pages ask again. */
export async function tellInboxes(
  runtime: Runtime,
  { unit, workspace, actor }: Pick<OpenCtx, 'unit' | 'workspace' | 'actor'>,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const rows = userIds.map((recordId) => ({
    workspaceId: workspace.id,
    event: `${notificationsResource}.updated`,
    change: { resource: notificationsResource, recordId, version: 1, kind: 'updated' as const },
    payload: null,
    actor: actorText(actor),
  }));
  await unit.run(eventStatement(rows));
  unit.afterCommit(() => runtime.commits.raise());
}
