import type { Model, ModelClass, QueryBuilder } from 'objection';
import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import {
  type Condition,
  columnName,
  type Fields,
  type FindOptions,
  InvalidInput,
  type Resource,
  type Row,
  type Table,
} from '../../sdk/index.ts';
import { compileCondition } from '../query/compile-condition.ts';
import { Parameters } from '../query/parameters.ts';
import { findIn, loadIn } from '../read/load-in.ts';
import { createIn, removeIn, updateIn } from '../write/write-record.ts';
import { modelOf, plainRow } from './model-of.ts';

/** Typed access to a resource's table for domain code: Objection inside, invisible outside. */
export function tableAccess<F extends Fields>(
  runtime: Runtime,
  ctx: OpenCtx,
  declared: Resource<F>,
): Table<F> {
  const resource: Resource = runtime.registry.resources.get(declared.id) ?? declared;
  const typed = <Value>(value: unknown): Value => value as Value;
  return {
    get: async (id) => typed<Row<F>>(await loadIn(runtime, ctx, resource, id)),
    find: async (id) => typed<Row<F> | null>(await findIn(runtime, ctx, resource, id)),
    first: async (condition) =>
      typed<Row<F> | null>((await matching(ctx, resource, condition, { limit: 1 }))[0] ?? null),
    all: async (condition, options = {}) =>
      typed<Row<F>[]>(await matching(ctx, resource, condition, options)),
    count: async (condition) => query(ctx, resource, condition).resultSize(),
    create: async (values) => {
      const { custom, own } = apart(values);
      const checked = checkStored(resource, { ...defaultsOf(resource), ...own });
      return typed<Row<F>>(await createIn(runtime, ctx, resource, { values: checked, custom }));
    },
    update: async (id, values) => {
      const before = await loadIn(runtime, ctx, resource, id, { lock: true });
      const { custom, own } = apart(values);
      const change = { values: checkStored(resource, own), custom };
      return typed<Row<F>>(await updateIn(runtime, ctx, resource, before, change));
    },
    remove: async (id) => void (await removeIn(runtime, ctx, resource, id)),
  };
}

async function matching(
  ctx: OpenCtx,
  resource: Resource,
  condition: Condition,
  options: FindOptions,
): Promise<object[]> {
  const { orderBy = 'createdAt', direction = 'desc', limit = 1_000 } = options;
  const rows = await query(ctx, resource, condition)
    .orderBy([
      { column: `t.${columnName(orderBy)}`, order: direction },
      { column: 't.id', order: direction },
    ])
    .limit(limit);
  return rows.map(plainRow);
}

function query(ctx: OpenCtx, resource: Resource, condition: Condition): QueryBuilder<Model> {
  const model: ModelClass<Model> = modelOf(resource);
  const parameters = new Parameters('?');
  const target = { resource, customFields: [], workspaceId: ctx.workspace.id, parameters };
  const visible = resource.options.visible?.(ctx);
  const text = compileCondition(target, visible ? { all: [condition, visible] } : condition);
  return model
    .query(ctx.unit.knex)
    .alias('t')
    .where({ 't.workspace_id': ctx.workspace.id })
    .whereNull('t.removed_at')
    .whereRaw(text, parameters.values as string[]);
}

/** The workspace's own fields travel beside those of the resource. */
function apart(values: object): { own: object; custom: Record<string, unknown> | undefined } {
  const { custom, ...own }: { custom?: Record<string, unknown> } = values;
  return { own, custom };
}

function defaultsOf(resource: Resource): Record<string, unknown> {
  const given = Object.entries(resource.fields).filter(([, field]) => field.default !== undefined);
  return Object.fromEntries(given.map(([name, field]) => [name, field.default]));
}

/** Domain code may set any field, by the same rules as everybody. */
function checkStored(resource: Resource, values: object): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
    if (!field) throw new Error(`${resource.id} has no field ${name}.`);
    const result = field.schema.safeParse(value);
    if (!result.success) {
      throw new InvalidInput([
        { path: [name], message: result.error.issues[0]?.message ?? 'Use another value.' },
      ]);
    }
    checked[name] = result.data;
  }
  return checked;
}
