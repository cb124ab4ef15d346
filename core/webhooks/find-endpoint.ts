import type { Caller } from '../access/caller.ts';
import { scopeOfSystem } from '../access/scope-of-system.ts';
import { readInstance } from '../db/read-instance.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { isOn } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Webhook } from '../sdk/index.ts';
import { hashOfEndpointToken } from './endpoint-token.ts';

/** Where a call from outside arrived. */
export interface FoundEndpoint {
  readonly id: string;
  readonly webhook: Contributed<Webhook>;
  readonly scope: Scope;
}

interface EndpointRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly webhook: string;
}

/** Null for an unknown address, and just so for one of a module that is off. */
export async function findEndpoint(
  runtime: Runtime,
  token: string,
  caller: Caller,
): Promise<FoundEndpoint | null> {
  const [row] = await readInstance<EndpointRow>(runtime.database, {
    text: 'select workspace_id, id, webhook from webhook_endpoint_by_token($1)',
    values: [hashOfEndpointToken(token)],
  });
  const webhook = runtime.registry.contributions.webhooks.find(({ item }) => item.id === row?.webhook);
  if (!row || !webhook) return null;
  const scope = await scopeOfSystem(runtime, row.workspace_id, { name: `Webhook ${row.webhook}` }, caller);
  return scope && isOn(scope, webhook.plugin) ? { id: row.id, webhook, scope } : null;
}
