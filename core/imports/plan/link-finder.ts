import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAllowed, type Resource } from '../../sdk/index.ts';
import type { Link } from './drafting.ts';
import { findByName, type Whereabouts } from './find-by-name.ts';
import type { ImportPlan, PlannedColumn } from './import-plan.ts';
import { canCreateByName, linkedResource } from './linked-resource.ts';
import { type FindPerson, peopleFinder } from './people-finder.ts';

/** A record that does not exist yet and that a row asks for. */
export interface Wanted {
  readonly resource: Resource;
  readonly name: string;
}

/** What became of a link: a record's id, one that must be made first, or a sentence. */
export type Resolved = { readonly id: string } | { readonly wanted: Wanted } | { readonly problem: string };

/** Looks up what cells name. Remembers over a whole run what it found. */
export interface LinkFinder {
  /** Look up all links of a batch at once, row by row as they belong together. */
  prepare(ctx: OpenCtx, rows: readonly (readonly Link[])[]): Promise<void>;
  /** `row` holds all links of the same row: a stage is looked for in the pipeline beside it. */
  resolve(link: Link, row: readonly Link[]): Resolved;
  /** A wanted record is there now. */
  learn(wanted: Wanted, id: string): void;
}

interface LinkColumn {
  readonly resource: Resource;
  readonly canCreate: boolean;
}

/** What a run has looked up so far. */
interface Lookups {
  readonly columns: Map<PlannedColumn, LinkColumn>;
  readonly known: Map<string, string>;
  findPerson: FindPerson;
}

/** Names kept at most; a file with more looks them up again. */
const mostNames = 100_000;

export function linkFinder(runtime: Runtime, plan: ImportPlan): LinkFinder {
  const lookups: Lookups = { columns: new Map(), known: new Map(), findPerson: () => null };
  const references = plan.columns.filter(({ target }) => target.field.kind === 'reference');
  return {
    async prepare(ctx, rows) {
      if (plan.columns.some(isUser)) lookups.findPerson = await peopleFinder(ctx.unit);
      for (const column of references) lookups.columns.set(column, linkColumn(runtime, ctx, column));
      if (lookups.known.size > mostNames) lookups.known.clear();
      await lookUp(ctx, lookups, rows, (column) => !column.target.field.within);
      await lookUp(ctx, lookups, rows, (column) => Boolean(column.target.field.within));
    },
    resolve: (link, row) =>
      isUser(link.column) ? resolvePerson(link, lookups) : resolveRecord(link, row, lookups),
    learn: ({ resource, name }, id) => void lookups.known.set(keyOf({ resource, within: null }, name), id),
  };
}

function isUser({ target }: PlannedColumn): boolean {
  return target.field.kind === 'user';
}

function keyOf({ resource, within }: Whereabouts, name: string): string {
  return `${resource.id} ${within?.id ?? ''} ${name.toLowerCase()}`;
}

function linkColumn(runtime: Runtime, ctx: OpenCtx, { target, otherwise }: PlannedColumn): LinkColumn {
  const resource = linkedResource(runtime, ctx.scope, target.field);
  if (!resource) throw new NotAllowed(`You may not see what ${target.label} points at.`);
  return { resource, canCreate: otherwise === 'create' && canCreateByName(runtime, ctx.scope, resource) };
}

/** One question for each place that names are looked for in, for what is not known yet. */
async function lookUp(
  ctx: OpenCtx,
  lookups: Lookups,
  rows: readonly (readonly Link[])[],
  concerns: (column: PlannedColumn) => boolean,
): Promise<void> {
  const asked = new Map<string, { where: Whereabouts; names: Set<string> }>();
  for (const row of rows) {
    for (const link of row.filter(({ column }) => concerns(column))) {
      const where = whereabouts(link, row, lookups);
      if (!where || lookups.known.has(keyOf(where, link.text))) continue;
      const place = asked.get(keyOf(where, '')) ?? { where, names: new Set<string>() };
      asked.set(keyOf(where, ''), { where, names: place.names.add(link.text) });
    }
  }
  for (const { where, names } of asked.values()) {
    for (const [name, id] of await findByName(ctx, where, [...names]))
      lookups.known.set(keyOf(where, name), id);
  }
}

function whereabouts({ column }: Link, row: readonly Link[], lookups: Lookups): Whereabouts | null {
  const resource = lookups.columns.get(column)?.resource;
  if (!resource) return null;
  const field = column.target.field.within;
  const beside = row.find((other) => field !== undefined && other.column.target.name === field);
  const resolved = beside && resolveRecord(beside, row, lookups);
  const id = resolved && 'id' in resolved ? resolved.id : undefined;
  return { resource, within: field && id && field in resource.fields ? { field, id } : null };
}

function resolvePerson({ text }: Link, { findPerson }: Lookups): Resolved {
  const id = findPerson(text);
  return id === null ? { problem: 'Nobody of this name or address is a member here.' } : { id };
}

function resolveRecord(link: Link, row: readonly Link[], lookups: Lookups): Resolved {
  const where = whereabouts(link, row, lookups);
  if (!where) return { problem: 'This cannot be looked up.' };
  const id = lookups.known.get(keyOf(where, link.text));
  if (id !== undefined) return { id };
  const canCreate = lookups.columns.get(link.column)?.canCreate ?? false;
  return canCreate
    ? { wanted: { resource: where.resource, name: link.text } }
    : { problem: 'There is no such record.' };
}
