import { z } from 'zod';
import type { Work } from '../jobs/work.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import type { Ctx, JobRef, Webhook } from '../sdk/index.ts';

const payloadShape = z.strictObject({ deliveryId: z.uuid() });
export type WebhookJobPayload = z.infer<typeof payloadShape>;

/** The queue in which deliveries of a webhook wait. */
export function jobOfWebhook({ id }: Pick<Webhook, 'id'>): JobRef<WebhookJobPayload> {
  return { id: `webhook.${id}`, schema: payloadShape };
}

/** Handling a delivery is a job: repeated with growing pauses, and kept where an admin sees it when all were in vain. */
export function workOfWebhook({ plugin, item }: Contributed<Webhook>): Work {
  return {
    ...{ name: jobOfWebhook(item).id, plugin, title: item.title, kind: 'transaction' },
    ...{ attempts: 8, backoff: { baseMs: 2_000, maxMs: 3_600_000 }, timeoutMs: 60_000 },
    ...{ atOnce: 1_000_000, atOncePerWorkspace: 1_000_000 },
    parse: (payload) => payloadShape.parse(payload),
    run: (ctx, payload) => handle(ctx, payload as WebhookJobPayload, (delivered) => item.run(ctx, delivered)),
  };
}

/** Its effects and the note that it was handled are one transaction. */
async function handle(
  ctx: Ctx,
  { deliveryId }: WebhookJobPayload,
  work: (delivered: unknown) => Promise<void>,
): Promise<void> {
  const values = [ctx.workspace.id, deliveryId];
  const [delivery] = await ctx.db.sql<{ payload: unknown }>(
    'select payload from webhook_deliveries where workspace_id = $1 and id = $2 and handled_at is null for update',
    values,
  );
  if (!delivery) return;
  await work(delivery.payload);
  await ctx.db.sql(
    'update webhook_deliveries set handled_at = $3 where workspace_id = $1 and id = $2 returning id',
    [...values, ctx.now().toISOString()],
  );
}
