import { authorise } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { offeredWebhooks, webhooksPermission } from './endpoints.ts';

export type DeliveryState = 'waiting' | 'handled' | 'failed';

export interface Delivery {
  readonly id: string;
  readonly deliveryId: string;
  readonly receivedAt: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly problem: string | null;
}

export interface Endpoint {
  readonly id: string;
  readonly webhook: string;
  readonly title: string;
  readonly label: string | null;
  readonly madeAt: string;
  readonly previousUntil: string | null;
  readonly refusedCount: number;
  readonly lastRefusedAt: string | null;
  readonly lastRefusal: string | null;
  readonly deliveries: readonly Delivery[];
}

const shownDeliveries = 10;

const endpointsText = `
  select id, webhook, label, made_at as "madeAt", previous_until as "previousUntil",
    refused_count as "refusedCount", last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal"
  from webhook_endpoints where workspace_id = $1 and webhook = any($2) order by made_at desc`;

const deliveriesText = `
  select d.endpoint_id as "endpointId", d.id, d.delivery_id as "deliveryId", d.received_at as "receivedAt",
    case when d.handled_at is not null then 'handled' when j.state in ('dead', 'cancelled') then 'failed'
      else 'waiting' end as state,
    coalesce(j.attempts, 0) as attempts, case when d.handled_at is null then j.last_error end as problem
  from unnest($2::uuid[]) as e (id)
  cross join lateral (
    select * from webhook_deliveries w where w.workspace_id = $1 and w.endpoint_id = e.id
    order by w.received_at desc limit $3) d
  left join jobs j on j.workspace_id = $1 and j.id = d.job_id
  order by d.received_at desc`;

/** The addresses of a workspace, each with what it received last. @throws NotAllowed */
export async function listEndpoints(runtime: Runtime, scope: Scope): Promise<Endpoint[]> {
  authorise(viewerOf(runtime, scope), webhooksPermission);
  const titles = new Map(offeredWebhooks(runtime, scope).map(({ item }) => [item.id, item.title]));
  return inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const values = [unit.workspaceId, [...titles.keys()]];
    const endpoints = await unit.run<Omit<Endpoint, 'title' | 'deliveries'>>({ text: endpointsText, values });
    const deliveries = await unit.run<Delivery & { readonly endpointId: string }>({
      text: deliveriesText,
      values: [unit.workspaceId, endpoints.map(({ id }) => id), shownDeliveries],
    });
    return endpoints.map((endpoint) => ({
      ...endpoint,
      title: titles.get(endpoint.webhook) ?? endpoint.webhook,
      deliveries: deliveries.filter(({ endpointId }) => endpointId === endpoint.id),
    }));
  });
}
