import type { CoreMigration } from '../core/db/migrations/steps.ts';

const endpoints = [
  'id uuid not null',
  'webhook text not null check (char_length(webhook) <= 120)',
  'label text check (char_length(label) <= 100)',
  // Of the unguessable part of its address; the address itself is shown once.
  'token_hash text not null',
  'made_at timestamptz(3) not null default now()',
  'made_by uuid',
  // Until then the secret before is taken as well.
  'previous_until timestamptz(3)',
  'refused_count integer not null default 0',
  'last_refused_at timestamptz(3)',
  'last_refusal text check (char_length(last_refusal) <= 300)',
];

const deliveries = [
  'id uuid not null',
  'endpoint_id uuid not null',
  // The sender's own: the same one is handled once.
  'delivery_id text not null check (char_length(delivery_id) <= 200)',
  'payload jsonb not null',
  'job_id uuid',
  'received_at timestamptz(3) not null default now()',
  'handled_at timestamptz(3)',
  'foreign key (workspace_id, endpoint_id) references webhook_endpoints (workspace_id, id) on delete cascade',
];

const byToken = `
  select e.workspace_id, e.id, e.webhook from webhook_endpoints e
  where nullif(current_setting('app.workspace_id', true), '') is null and e.token_hash = hash`;

const removeOld = `
  with gone as (
    delete from webhook_deliveries where ctid in (
      select ctid from webhook_deliveries
      where nullif(current_setting('app.workspace_id', true), '') is null and received_at < before
      order by received_at limit most)
    returning 1)
  select count(*)::integer from gone`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('webhook_endpoints', endpoints, ['id']);
    await schema.sql('create index webhook_endpoints_token on webhook_endpoints (token_hash)');
    await schema.plainWorkspaceTable('webhook_deliveries', deliveries, ['id']);
    await schema.sql(`create unique index webhook_deliveries_once
      on webhook_deliveries (workspace_id, endpoint_id, delivery_id)`);
    await schema.sql(`create index webhook_deliveries_newest
      on webhook_deliveries (workspace_id, endpoint_id, received_at desc)`);
    await schema.sql('create index webhook_deliveries_old on webhook_deliveries (received_at)');
    await schema.definerFunction({
      name: 'webhook_endpoint_by_token',
      parameters: 'hash text',
      returns: 'table (workspace_id uuid, id uuid, webhook text)',
      language: 'sql',
      body: byToken,
      tables: { webhook_endpoints: 'select' },
    });
    await schema.definerFunction({
      name: 'webhook_deliveries_forget',
      parameters: 'before timestamptz, most integer',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: removeOld,
      tables: { webhook_deliveries: 'select, delete' },
    });
  },

  async down(schema) {
    await schema.sql('drop function webhook_deliveries_forget(timestamptz, integer)');
    await schema.sql('drop function webhook_endpoint_by_token(text)');
    await schema.sql('drop table webhook_deliveries');
    await schema.sql('drop table webhook_endpoints');
  },
} satisfies CoreMigration;
