import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { type OpenCtx, openCtx } from '../context/open-ctx.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { callPlugin } from '../kernel/call-plugin.ts';
import type { Runtime } from '../runtime.ts';
import type { VerifiedDelivery, WebhookRequest } from '../sdk/index.ts';
import { readSecret } from '../secrets/workspace-secrets.ts';
import { secretPlaceOf } from './endpoint-token.ts';
import type { FoundEndpoint } from './find-endpoint.ts';
import { jobOfWebhook } from './work-of-webhook.ts';

/** `known`: it was taken before, and is not handled again. */
export type Received = 'accepted' | 'known' | { readonly refusal: string };

const oldestMs = 5 * 60_000;
const verifyLimitMs = 1_000;

const deliveryShape = z.object({
  deliveryId: z.string().min(1).max(200),
  signedAt: z.date().optional(),
  payload: z.json(),
});

/** Genuine, fresh and new: then it is stored and handled later. All else changes nothing but a count. */
export function receiveDelivery(
  runtime: Runtime,
  endpoint: FoundEndpoint,
  request: WebhookRequest,
): Promise<Received> {
  return openCtx(runtime, endpoint.scope, async (ctx) => {
    const delivery = await genuine(runtime, ctx, endpoint, request);
    const refusal = refusalOf(runtime, delivery);
    if (refusal !== null || !delivery) return refuse(ctx, endpoint, refusal ?? 'The signature is wrong.');
    return keep(runtime, ctx, endpoint, delivery);
  });
}

/** By the secret of today, or by the one before while that is still taken. */
async function genuine(
  runtime: Runtime,
  ctx: OpenCtx,
  { id, webhook }: FoundEndpoint,
  request: WebhookRequest,
): Promise<VerifiedDelivery | null> {
  for (const which of await acceptedSecrets(runtime, ctx, id)) {
    const secret = await readSecret(runtime, ctx.unit, secretPlaceOf(id, which));
    if (secret === null) continue;
    const call = { plugin: webhook.plugin, what: `webhook ${webhook.item.id}`, limitMs: verifyLimitMs };
    const found = await callPlugin(runtime, call, () => webhook.item.verify(request, secret));
    if (found) return deliveryShape.parse(found);
  }
  return null;
}

async function acceptedSecrets(runtime: Runtime, { unit }: OpenCtx, id: string) {
  const [row] = await unit.run<{ until: string | null }>({
    text: 'select previous_until as until from webhook_endpoints where workspace_id = $1 and id = $2',
    values: [unit.workspaceId, id],
  });
  const isBeforeToo = row?.until ? Date.parse(row.until) > runtime.now().getTime() : false;
  return isBeforeToo ? (['current', 'previous'] as const) : (['current'] as const);
}

function refusalOf(runtime: Runtime, delivery: VerifiedDelivery | null): string | null {
  if (!delivery) return 'The signature is wrong.';
  const age = delivery.signedAt ? Math.abs(runtime.now().getTime() - delivery.signedAt.getTime()) : 0;
  return age > oldestMs ? 'It was signed more than five minutes away from now.' : null;
}

async function refuse({ unit, now }: OpenCtx, { id }: FoundEndpoint, refusal: string): Promise<Received> {
  await unit.run({
    text: `update webhook_endpoints
      set refused_count = least(refused_count + 1, 1000000), last_refused_at = $3, last_refusal = $4
      where workspace_id = $1 and id = $2`,
    values: [unit.workspaceId, id, now(), refusal],
  });
  return { refusal };
}

const insert = `
  insert into webhook_deliveries (workspace_id, id, endpoint_id, delivery_id, payload, received_at)
  values ($1, $2, $3, $4, $5, $6) on conflict (workspace_id, endpoint_id, delivery_id) do nothing returning id`;

async function keep(
  runtime: Runtime,
  ctx: OpenCtx,
  endpoint: FoundEndpoint,
  { deliveryId, payload }: VerifiedDelivery,
): Promise<Received> {
  const { unit } = ctx;
  const id = newId();
  const values = [unit.workspaceId, id, endpoint.id, deliveryId, JSON.stringify(payload), runtime.now()];
  const written = await unit.run({ text: insert, values });
  if (written.length === 0) return 'known';
  await handleLater(runtime, ctx, endpoint.webhook.item, id);
  return 'accepted';
}

/** Also for a delivery that is to be handled once more. */
export async function handleLater(
  runtime: Runtime,
  { scope, unit }: Pick<OpenCtx, 'scope' | 'unit'>,
  webhook: { readonly id: string },
  deliveryId: string,
): Promise<void> {
  const job = await enqueue(runtime, scope, unit, jobOfWebhook(webhook), { deliveryId });
  await unit.run({
    text: `update webhook_deliveries set job_id = $3, handled_at = null where workspace_id = $1 and id = $2`,
    values: [unit.workspaceId, deliveryId, job.id],
  });
}
