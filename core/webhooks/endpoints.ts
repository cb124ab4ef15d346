import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { authorise } from '../access/policy.ts';
import { type OpenCtx, openCtx } from '../context/open-ctx.ts';
import { viewerOf } from '../context/viewer-of.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound, Unavailable, type Webhook } from '../sdk/index.ts';
import { readSecret, removeSecret, writeSecret } from '../secrets/workspace-secrets.ts';
import { hashOfEndpointToken, newEndpointToken, newWebhookSecret, secretPlaceOf } from './endpoint-token.ts';
import { handleLater } from './receive-delivery.ts';

export const webhooksPermission = 'workspace:manage-webhooks';

/** What an admin takes along once. The path is null where only the secret is new. */
export interface MadeEndpoint {
  readonly id: string;
  readonly path: string | null;
  readonly secret: string;
}

/** While a sender moves to the new secret, the one before is taken for a day. */
const bothMs = 24 * 60 * 60 * 1_000;

const ownSecret = z
  .string()
  .trim()
  .max(500, 'Use at most 500 characters.')
  .refine((text) => text === '' || text.length >= 16, 'Use at least 16 characters, or leave it empty.');
export const newEndpoint = z.strictObject({
  webhook: z.string().min(1, 'Choose what is to be received.'),
  label: z.string().trim().max(100, 'Use at most 100 characters.').default(''),
  secret: ownSecret.default(''),
});
export const newSecret = z.strictObject({ secret: ownSecret.default('') });

/** Everything here is one transaction of somebody who may manage webhooks. @throws NotAllowed */
function asManager<Result>(
  runtime: Runtime,
  scope: Scope,
  work: (ctx: OpenCtx) => Promise<Result>,
): Promise<Result> {
  authorise(viewerOf(runtime, scope), webhooksPermission);
  return openCtx(runtime, scope, work);
}

export function offeredWebhooks(runtime: Runtime, scope: Scope): readonly Contributed<Webhook>[] {
  return contributionsIn(runtime.registry, scope, 'webhooks');
}

/** @throws InvalidInput, NotAllowed */
export function makeEndpoint(runtime: Runtime, scope: Scope, input: unknown): Promise<MadeEndpoint> {
  return asManager(runtime, scope, async ({ unit, actor }) => {
    const { webhook, label, secret } = parseInput(newEndpoint, input);
    if (!offeredWebhooks(runtime, scope).some(({ item }) => item.id === webhook)) {
      throw new NotFound(`There is no webhook "${webhook}".`);
    }
    const [id, token] = [newId(), newEndpointToken()];
    await unit.run({
      text: `insert into webhook_endpoints (workspace_id, id, webhook, label, token_hash, made_at, made_by)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      values: [
        ...[unit.workspaceId, id, webhook, label || null],
        ...[hashOfEndpointToken(token), runtime.now(), actor.userId],
      ],
    });
    const plain = secret || newWebhookSecret();
    await writeSecret(runtime, unit, { place: secretPlaceOf(id, 'current'), plain, by: actor.userId });
    return { id, path: `/hooks/${token}`, secret: plain };
  });
}

/** A new secret; the one before is still taken for a day. @throws NotFound, InvalidInput */
export function renewEndpointSecret(
  runtime: Runtime,
  scope: Scope,
  id: string,
  input: unknown,
): Promise<MadeEndpoint> {
  return asManager(runtime, scope, async ({ unit, actor }) => {
    const { secret } = parseInput(newSecret, input);
    const before = await readOrLost(readSecret(runtime, unit, secretPlaceOf(id, 'current')));
    const changed = await unit.run({
      text: `update webhook_endpoints set previous_until = $3 where workspace_id = $1 and id = $2 returning id`,
      values: [unit.workspaceId, id, before === null ? null : new Date(runtime.now().getTime() + bothMs)],
    });
    if (changed.length === 0) throw new NotFound('There is no such webhook address.');
    const plain = secret || newWebhookSecret();
    const by = actor.userId;
    if (before === null) await removeSecret(unit, secretPlaceOf(id, 'previous'));
    else await writeSecret(runtime, unit, { place: secretPlaceOf(id, 'previous'), plain: before, by });
    await writeSecret(runtime, unit, { place: secretPlaceOf(id, 'current'), plain, by });
    return { id, path: null, secret: plain };
  });
}

/** A secret that no key opens any more is no reason not to have a new one. */
function readOrLost(reading: Promise<string | null>): Promise<string | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof Unavailable) return null;
    throw error;
  });
}

/** The address stops answering at once; what it received goes with it. @throws NotFound */
export function removeEndpoint(runtime: Runtime, scope: Scope, id: string): Promise<void> {
  return asManager(runtime, scope, async ({ unit }) => {
    const removed = await unit.run({
      text: 'delete from webhook_endpoints where workspace_id = $1 and id = $2 returning id',
      values: [unit.workspaceId, id],
    });
    if (removed.length === 0) throw new NotFound('There is no such webhook address.');
    for (const which of ['current', 'previous'] as const) await removeSecret(unit, secretPlaceOf(id, which));
  });
}

/** Handle a delivery once more, whatever became of it. @throws NotFound */
export function redeliver(runtime: Runtime, scope: Scope, deliveryId: string): Promise<void> {
  return asManager(runtime, scope, async (ctx) => {
    const [row] = await ctx.unit.run<{ webhook: string }>({
      text: `select e.webhook from webhook_deliveries d
        join webhook_endpoints e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id
        where d.workspace_id = $1 and d.id = $2`,
      values: [ctx.unit.workspaceId, deliveryId],
    });
    const isHere = offeredWebhooks(runtime, scope).some(({ item }) => item.id === row?.webhook);
    if (!row || !isHere) throw new NotFound('There is no such delivery.');
    await handleLater(runtime, ctx, { id: row.webhook }, deliveryId);
  });
}
