import type { OpenCtx } from '../../context/open-ctx.ts';
import { customFieldsIn } from '../../custom-fields/custom-fields-of.ts';
import { isTransient } from '../../db/transient.ts';
import { checkInput } from '../../resources/write/input-schema.ts';
import { writeBatch } from '../../resources/write/write-batch.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';
import type { LinkFinder, Wanted } from '../plan/link-finder.ts';
import type { RowToWrite } from '../plan/settled-row.ts';
import { withSavepoint } from './with-savepoint.ts';

/** Ids of what was made, by resource. */
export type AlsoCreated = Record<string, string[]>;

/** Make the companies and such that rows name, each once, before the rows that point at them. */
export async function createWanted(
  runtime: Runtime,
  ctx: OpenCtx,
  links: LinkFinder,
  rows: readonly RowToWrite[],
): Promise<AlsoCreated> {
  const made: AlsoCreated = {};
  for (const [resource, wanted] of distinctWanted(rows)) {
    const ids: string[] = [];
    const error = await withSavepoint(ctx.unit, async () => {
      ids.push(...(await createNamed(runtime, ctx, resource, wanted)));
    });
    if (isTransient(error)) throw error;
    if (error !== null) ids.splice(0, ids.length, ...(await oneByOne(runtime, ctx, resource, wanted)));
    for (const [index, one] of wanted.entries()) if (ids[index]) links.learn(one, ids[index]);
    made[resource.id] = ids.filter((id) => id !== '');
  }
  return made;
}

function distinctWanted(rows: readonly RowToWrite[]): Map<Resource, Wanted[]> {
  const byResource = new Map<Resource, Map<string, Wanted>>();
  for (const { resource, name } of rows.flatMap((row) => row.wanted)) {
    const names = byResource.get(resource) ?? new Map<string, Wanted>();
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), { resource, name });
    byResource.set(resource, names);
  }
  return new Map([...byResource].map(([resource, names]) => [resource, [...names.values()]]));
}

async function createNamed(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  wanted: readonly Wanted[],
): Promise<readonly string[]> {
  const [title] = resource.options.title;
  const customFields = await customFieldsIn(ctx.unit, resource.id);
  const create = wanted.map(({ name }) => checkInput(resource, 'create', customFields, { [title]: name }));
  return (await writeBatch(runtime, ctx, resource, { create, update: [] })).created;
}

/** What cannot be made gets an empty id: the rows that ask for it will say so. */
async function oneByOne(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  wanted: readonly Wanted[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const one of wanted) {
    let id = '';
    const error = await withSavepoint(ctx.unit, async () => {
      id = (await createNamed(runtime, ctx, resource, [one]))[0] ?? '';
    });
    if (isTransient(error)) throw error;
    ids.push(error === null ? id : '');
  }
  return ids;
}
