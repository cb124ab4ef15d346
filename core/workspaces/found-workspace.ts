import { v7 as newId } from 'uuid';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Workspace } from '../sdk/index.ts';
import { freeSlug, slugFrom } from './slug.ts';
import type { WorkspaceInput } from './workspace-input.ts';

/** A new workspace and its first owner, in a transaction outside workspaces. */
export async function foundWorkspace(
  unit: UnitOfWork,
  input: WorkspaceInput,
  ownerId: string,
): Promise<Workspace> {
  const { name, currency, timezone, locale } = input;
  const workspace = { id: newId(), slug: await takeSlug(unit, name), name, currency, timezone, locale };
  await unit.run({
    text: 'select found_workspace($1, $2, $3, $4, $5, $6, $7)',
    values: [workspace.id, workspace.slug, name, currency, timezone, locale, ownerId],
  });
  return workspace;
}

/** One at a time, so that two with the same name do not both take the same word. */
async function takeSlug(unit: UnitOfWork, name: string): Promise<string> {
  const wanted = slugFrom(name);
  await unit.run({ text: "select pg_advisory_xact_lock(hashtext('guildhall:slugs'))", values: [] });
  const taken = await unit.run<{ slug: string }>({
    text: 'select slug from workspaces where slug = $1 or starts_with(slug, $2)',
    values: [wanted, `${wanted}-`],
  });
  return freeSlug(wanted, new Set(taken.map(({ slug }) => slug)));
}
