import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAllowed, type Resource } from '../../sdk/index.ts';
import type { Link } from './drafting.ts';
import { findByName } from './find-by-name.ts';
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
  /** Look up all links of a batch at once. */
  prepare(ctx: OpenCtx, links: readonly Link[]): Promise<void>;
  resolve(link: Link): Resolved;
  /** A wanted record is there now. */
  learn(wanted: Wanted, id: string): void;
}

interface LinkColumn {
  readonly resource: Resource;
  readonly canCreate: boolean;
}

/** Names kept at most; a file with more looks them up again. */
const mostNames = 100_000;

export function linkFinder(runtime: Runtime, plan: ImportPlan): LinkFinder {
  const columns = new Map<PlannedColumn, LinkColumn>();
  const known = new Map<string, string>();
  let findPerson: FindPerson = () => null;
  return {
    async prepare(ctx, links) {
      if (plan.columns.some(isUser)) findPerson = await peopleFinder(ctx.unit);
      for (const column of plan.columns.filter((one) => one.target.field.kind === 'reference')) {
        columns.set(column, linkColumn(runtime, ctx, column));
      }
      if (known.size > mostNames) known.clear();
      for (const [resource, names] of unknownNames(links, columns, known)) {
        for (const [name, id] of await findByName(ctx, resource, [...names]))
          known.set(keyOf(resource, name), id);
      }
    },
    resolve(link) {
      return isUser(link.column) ? resolvePerson(link, findPerson) : resolveRecord(link, columns, known);
    },
    learn: ({ resource, name }, id) => void known.set(keyOf(resource, name), id),
  };
}

function isUser({ target }: PlannedColumn): boolean {
  return target.field.kind === 'user';
}

function keyOf(resource: Resource, name: string): string {
  return `${resource.id} ${name.toLowerCase()}`;
}

function linkColumn(runtime: Runtime, ctx: OpenCtx, { target, otherwise }: PlannedColumn): LinkColumn {
  const resource = linkedResource(runtime, ctx.scope, target.field);
  if (!resource) throw new NotAllowed(`You may not see what ${target.label} points at.`);
  return { resource, canCreate: otherwise === 'create' && canCreateByName(runtime, ctx.scope, resource) };
}

function unknownNames(
  links: readonly Link[],
  columns: ReadonlyMap<PlannedColumn, LinkColumn>,
  known: ReadonlyMap<string, string>,
): Map<Resource, Set<string>> {
  const names = new Map<Resource, Set<string>>();
  for (const { column, text } of links) {
    const resource = columns.get(column)?.resource;
    if (!resource || known.has(keyOf(resource, text))) continue;
    names.set(resource, (names.get(resource) ?? new Set()).add(text));
  }
  return names;
}

function resolvePerson({ text }: Link, findPerson: FindPerson): Resolved {
  const id = findPerson(text);
  return id === null ? { problem: 'Nobody of this name or address is a member here.' } : { id };
}

function resolveRecord(
  { column, text }: Link,
  columns: ReadonlyMap<PlannedColumn, LinkColumn>,
  known: ReadonlyMap<string, string>,
): Resolved {
  const { resource, canCreate } = columns.get(column) ?? {};
  if (!resource) return { problem: 'This cannot be looked up.' };
  const id = known.get(keyOf(resource, text));
  if (id !== undefined) return { id };
  return canCreate ? { wanted: { resource, name: text } } : { problem: 'There is no such record.' };
}
