import type { ForeignKey, Relation } from './read-relations.ts';

export type Kind = 'distributed' | 'reference' | 'local';

export interface PlannedTable extends Relation {
  /** Distributed by `workspace_id`, whole on every node, or on the coordinator alone. */
  readonly kind: Kind;
}

export interface DistributionPlan {
  /** Each after all that it points to. */
  readonly tables: readonly PlannedTable[];
  /** To be run on the coordinator, in this order. */
  readonly commands: readonly string[];
  /** What does not go, each as a sentence with its table and what to do. */
  readonly breaks: readonly string[];
}

/**
 * Tables of the core with rows of workspaces that one function claims, locks or reads over all workspaces at once: Citus
 * takes FOR UPDATE, recursive queries and correlated subqueries within one shard only, and the outbox is read by the
 * snapshots of one node. They stay on the coordinator.
 */
export const keptTogether: ReadonlySet<string> = new Set([
  ...['events', 'event_reader', 'jobs'],
  ...['plugin_switches', 'schedules', 'schedule_fires'],
]);

const isSpread = ({ isOfWorkspaces, name }: Relation): boolean => isOfWorkspaces && !keptTogether.has(name);

/**
 * What becomes of each table on Citus. Rows of workspaces are distributed by their workspace; what they point to is
 * copied to every node, with all that that points to; the rest stays where it is.
 */
export function planDistribution(relations: readonly Relation[]): DistributionPlan {
  const reference = referencedBy(relations);
  const tables = inOrder(relations).map((one): PlannedTable => ({ ...one, kind: kindOf(one, reference) }));
  return { tables, commands: commandsFor(tables), breaks: tables.flatMap((one) => breaksOf(one, tables)) };
}

function kindOf(relation: Relation, reference: ReadonlySet<string>): Kind {
  if (isSpread(relation)) return 'distributed';
  return reference.has(relation.name) ? 'reference' : 'local';
}

/** What rows of workspaces point to outside, and what that points to in turn. */
function referencedBy(relations: readonly Relation[]): ReadonlySet<string> {
  const byName = new Map(relations.map((one) => [one.name, one]));
  const found = new Set<string>();
  const follow = ({ foreign }: Relation): void => {
    for (const { target } of foreign) {
      const table = byName.get(target);
      if (!table || table.isOfWorkspaces || keptTogether.has(target) || found.has(target)) continue;
      found.add(target);
      follow(table);
    }
  };
  for (const one of relations.filter(isSpread)) follow(one);
  return found;
}

/** Those that others point to first; a circle is broken at its first table. */
function inOrder(relations: readonly Relation[]): Relation[] {
  const ordered: Relation[] = [];
  let waiting = [...relations];
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(({ name }) => name));
    const isFree = ({ name, foreign }: Relation) =>
      !foreign.some(({ target }) => target !== name && missing.has(target));
    const free = waiting.filter(isFree);
    const next = free.length > 0 ? free : waiting.slice(0, 1);
    ordered.push(...next);
    waiting = waiting.filter((one) => !next.includes(one));
  }
  return ordered;
}

const quoted = (name: string): string => `'public.${name}'`;

function commandsFor(tables: readonly PlannedTable[]): string[] {
  const of = (kind: Kind) => tables.filter((one) => one.kind === kind);
  const [first, ...others] = of('distributed');
  return [
    'create extension if not exists citus;',
    ...of('reference').map(({ name }) => `select create_reference_table(${quoted(name)});`),
    ...(first
      ? [`select create_distributed_table(${quoted(first.name)}, 'workspace_id', colocate_with => 'none');`]
      : []),
    ...others.map(
      ({ name }) =>
        `select create_distributed_table(${quoted(name)}, 'workspace_id', colocate_with => ${quoted(first?.name ?? '')});`,
    ),
    // psql puts the name of the database in.
    `alter database :"DBNAME" set citus.propagate_set_commands = 'local';`,
  ];
}

function breaksOf(table: PlannedTable, tables: readonly PlannedTable[]): string[] {
  const kinds = new Map(tables.map(({ name, kind }) => [name, kind]));
  const { name, kind, unique, foreign, identity } = table;
  const narrow = unique.filter(({ columns }) => kind === 'distributed' && !columns.includes('workspace_id'));
  return [
    ...narrow.map(
      (index) =>
        `${name}: the unique index ${index.name} lacks workspace_id, so no node can vouch for it. Put workspace_id into it.`,
    ),
    ...foreign.flatMap((key) => keyBreak(table, key, kinds.get(key.target) ?? 'local')),
    ...(kind === 'distributed' ? identity : []).map(
      (column) =>
        `${name}.${column}: numbers itself; on Citus each node numbers from a range of its own, so the numbers are unique and no order over nodes. Citus takes bigint alone.`,
    ),
  ];
}

function keyBreak({ name, kind }: PlannedTable, key: ForeignKey, target: Kind): string[] {
  const what = `${name}: the key ${key.name} to ${key.target}`;
  if (kind === 'distributed' && target === 'distributed') {
    const at = key.columns.indexOf('workspace_id');
    if (at >= 0 && key.targetColumns[at] === 'workspace_id') return [];
    return [
      `${what} lacks workspace_id on one side, so its ends may lie on two nodes. Put workspace_id into it.`,
    ];
  }
  if (kind === 'distributed' && target === 'reference') {
    const isSetting = key.onRemoval === 'n' || key.onRemoval === 'd';
    if (!isSetting || !key.columns.includes('workspace_id')) return [];
    return [
      `${what} empties workspace_id on removal, which the column that a table is distributed by does not take.`,
    ];
  }
  if (kind === 'reference' && target === 'distributed')
    return [
      `${what} leads from a table that is whole on every node to one that is spread, which Citus refuses. Drop it, and look after it in code.`,
    ];
  if (kind === 'distributed' && target === 'local')
    return [
      `${what} leads from a table that is spread to one of the coordinator, which Citus refuses. Drop it, and look after it in code.`,
    ];
  if (kind === 'local' && target === 'distributed')
    return [
      `${what} leads from a table of the coordinator to one that is spread, which Citus refuses. Drop it, and look after it in code.`,
    ];
  return [];
}
