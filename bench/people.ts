import type pg from 'pg';
import { v7 as newId } from 'uuid';
import { newToken } from '../core/api-keys/key-token.ts';

export interface BenchWorkspace {
  readonly id: string;
  /** An API key that may read and write contacts. */
  readonly key: string;
}

const scopes = ['crm:read', 'crm:write'];

/** A workspace with an owner, the CRM switched on and an API key. */
export async function makeWorkspace(client: pg.Client, slug: string): Promise<BenchWorkspace> {
  const [workspaceId, ownerId] = [newId(), newId()];
  const { token, prefix, hash } = newToken();
  await client.query(
    `insert into users (id, email, name, locale, timezone) values ($1, $2, 'Owner', 'en', 'UTC')`,
    [ownerId, `owner@${slug}.example`],
  );
  await client.query('select found_workspace($1, $2, $2, $3, $4, $5, $6)', [
    workspaceId,
    slug,
    'EUR',
    'UTC',
    'en',
    ownerId,
  ]);
  await client.query(
    `insert into plugin_switches (workspace_id, plugin_id, is_on) values ($1, 'crm', true)`,
    [workspaceId],
  );
  await client.query(
    `insert into api_keys (workspace_id, id, name, prefix, secret_hash, user_id, scopes)
     values ($1, $2, 'Bench', $3, $4, $5, $6)`,
    [workspaceId, newId(), prefix, hash, ownerId, scopes],
  );
  return { id: workspaceId, key: token };
}
