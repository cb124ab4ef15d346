import type pg from 'pg';
import { v7 as newId } from 'uuid';
import { freeSlug } from '../../workspaces/slug.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

export type ImportMode = 'new' | 'replace' | 'copy';

export interface PlacedWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/**
 * Makes the workspace of an archive known to the instance: under its own id where that is free, over the one that is
 * there when it is to be replaced, or as another one. Outside any workspace. @throws ArchiveRefused
 */
export async function placeWorkspace(
  client: pg.Client,
  { workspace }: WorkspaceFacts,
  mode: ImportMode,
): Promise<PlacedWorkspace> {
  const present = await client.query<PlacedWorkspace>('select id, slug, name from workspaces where id = $1', [
    workspace.id,
  ]);
  const [there] = present.rows;
  if (mode === 'new' && there) throw isThere(there);
  if (mode === 'replace' && !there) throw isNotThere(workspace);
  if (there && mode === 'replace') return replace(client, workspace, there);
  return add(client, { ...workspace, id: mode === 'copy' ? newId() : workspace.id });
}

function isThere({ slug }: PlacedWorkspace): ArchiveRefused {
  return new ArchiveRefused(
    `The workspace ${slug} is here already. Nothing was changed. Add --replace to put the archive in its place, or --copy to have it beside.`,
  );
}

function isNotThere({ slug }: WorkspaceFacts['workspace']): ArchiveRefused {
  return new ArchiveRefused(
    `There is no workspace here to replace: ${slug} is not known. Leave out --replace.`,
  );
}

async function replace(
  client: pg.Client,
  { name, currency, timezone, locale }: WorkspaceFacts['workspace'],
  there: PlacedWorkspace,
): Promise<PlacedWorkspace> {
  await client.query(
    'update workspaces set name = $2, currency = $3, timezone = $4, locale = $5, updated_at = now() where id = $1',
    [there.id, name, currency, timezone, locale],
  );
  return { ...there, name };
}

async function add(client: pg.Client, workspace: WorkspaceFacts['workspace']): Promise<PlacedWorkspace> {
  const { id, name, currency, timezone, locale } = workspace;
  await client.query("select pg_advisory_xact_lock(hashtext('guildhall:slugs'))");
  const taken = await client.query<{ slug: string }>(
    'select slug from workspaces where slug = $1 or starts_with(slug, $2)',
    [workspace.slug, `${workspace.slug}-`],
  );
  const slug = freeSlug(workspace.slug, new Set(taken.rows.map((row) => row.slug)));
  await client.query(
    'insert into workspaces (id, slug, name, currency, timezone, locale) values ($1, $2, $3, $4, $5, $6)',
    [id, slug, name, currency, timezone, locale],
  );
  return { id, slug, name };
}
