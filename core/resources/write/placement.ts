import { z } from 'zod';
import { authorise } from '../../access/policy.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound, type Resource } from '../../sdk/index.ts';
import { loadIn } from '../read/load-in.ts';
import { openResource } from '../read/open-resource.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { type CheckedInput, checkInput } from './input-schema.ts';
import { updateIn } from './write-record.ts';

/** Room between two cards, so that many can be put between them before a column is numbered anew. */
const step = 1_024;

/** Where a card lies that nobody put anywhere: above the others, the newest first. */
const unplaced = 0;

const neighbour = z.uuid('Give the id of a card.').nullable().default(null);

export const placement = z.strictObject({
  /** The column's value: a choice, or the id of a record. */
  column: z.string('Give the column.').max(200),
  /** The card that will lie above, if any. */
  above: neighbour,
  /** The card that will lie below, if any. */
  below: neighbour,
  /** What the new column asks for besides, such as a reason. */
  values: z.record(z.string(), z.unknown()).default({}),
});

/** A checked place on a board. */
export interface Placing extends Neighbours {
  readonly column: string;
  readonly change: CheckedInput;
}

/** @throws NotFound where there is no board, InvalidInput, NotAllowed */
export async function planPlacement(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<Placing> {
  const { board } = resource.options;
  if (!board) throw new NotFound('There is nothing here.');
  openResource(runtime, scope, resource, resource.options.access.update);
  const parsed = parseInput(placement, input);
  const { column, above, below, values } = parsed;
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const change = checkInput(resource, 'update', customFields, { ...values, [board.column]: column });
  return { column, above, below, change };
}

/** Put a record there in an open unit of work. @throws NotFound, NotAllowed, Conflict */
export async function placeIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
  { column, change, ...neighbours }: Placing,
): Promise<RecordJson> {
  const position = resource.options.board?.position;
  const before = await loadIn(runtime, ctx, resource, id, { lock: true });
  authorise(ctx, resource.options.access.update, before);
  const placed = position ? { [position]: await positionBetween(ctx, resource, column, neighbours) } : {};
  return updateIn(runtime, ctx, resource, before, { ...change, values: { ...change.values, ...placed } });
}

interface Neighbours {
  readonly above: string | null;
  readonly below: string | null;
}

async function positionBetween(
  ctx: OpenCtx,
  resource: Resource,
  column: string,
  neighbours: Neighbours,
): Promise<number> {
  const first = await gapBetween(ctx, resource, neighbours);
  if (first !== null) return first;
  await numberAnew(ctx, resource, column);
  return (await gapBetween(ctx, resource, neighbours)) ?? step;
}

/** A free number between the neighbours, or null when there is none. */
async function gapBetween(
  ctx: OpenCtx,
  resource: Resource,
  { above, below }: Neighbours,
): Promise<number | null> {
  const from = await positionOf(ctx, resource, above);
  const to = await positionOf(ctx, resource, below);
  if (from === null && to === null) return unplaced;
  if (to === null) return (from ?? 0) === 0 ? null : (from ?? 0) + step;
  const middle = Math.floor(((from ?? 0) + to) / 2);
  return middle > (from ?? 0) && middle < to ? middle : null;
}

async function positionOf(ctx: OpenCtx, resource: Resource, id: string | null): Promise<number | null> {
  if (id === null) return null;
  const text = `select ${positionColumn(resource)} as position from ${tableOf(resource)} where workspace_id = $1 and id = $2 and removed_at is null`;
  const rows = await ctx.unit.run<{ position: number | null }>({ text, values: [ctx.workspace.id, id] });
  return rows[0]?.position ?? null;
}

async function numberAnew(ctx: OpenCtx, resource: Resource, column: string): Promise<void> {
  const [table, position] = [tableOf(resource), positionColumn(resource)];
  const group = columnOf(resource, resource.options.board?.column ?? '');
  const text =
    `update ${table} t set ${position} = n.place * ${step} from (` +
    `select id, row_number() over (order by ${position}, created_at desc, id desc) as place from ${table} ` +
    `where workspace_id = $1 and ${group}::text = $2 and removed_at is null) n where t.workspace_id = $1 and t.id = n.id`;
  await ctx.unit.run({ text, values: [ctx.workspace.id, column] });
}

function positionColumn(resource: Resource): string {
  return columnOf(resource, resource.options.board?.position ?? '');
}
