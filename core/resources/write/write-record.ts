import { v7 as newId } from 'uuid';
import type { OpenCtx } from '../../context/open-ctx.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { customFieldsIn } from '../../custom-fields/custom-fields-of.ts';
import type { Statement } from '../../db/statement.ts';
import type { Runtime } from '../../runtime.ts';
import { Conflict, NotFound, type Resource } from '../../sdk/index.ts';
import { databaseProblem } from '../database-problem.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { compileCreate, compileRemove, compileRestore, compileUpdate } from './compile-write.ts';
import { checkCustomRelations, mirrorCustomValues } from './custom-values.ts';
import { refuseWhileNeeded } from './guarded-references.ts';
import type { FieldChange } from './input-schema.ts';
import { refuseRemoved, removedReferences } from './live-references.ts';
import { checkRules } from './rules.ts';
import { noteFor } from './write-note.ts';

/** What to write; already checked against the schemas. */
export interface Change {
  readonly values: FieldChange;
  readonly custom: Record<string, unknown> | undefined;
}

/** Create inside an open unit of work: prepare, write, tell. */
export async function createIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  change: Change,
): Promise<RecordJson> {
  await checkReferences(runtime, ctx, resource, change.values);
  const values = await prepared(ctx, resource, change.values, null);
  checkRules(resource, values, null);
  const note = noteFor(runtime, ctx.scope, newId());
  const custom = change.custom && withoutNulls(change.custom);
  const fields = await customFieldsFor(ctx, resource, custom);
  const record = await runWrite(ctx, resource, compileCreate(resource, note, values, custom));
  if (!record) throw new Error(`${resource.id}: the new record was not written.`);
  await settleCustom(runtime, ctx, fields, note.id, custom);
  await ctx.added(resource.id);
  return afterWrite(runtime, ctx, record);
}

/** Change a record that was read in this unit of work. */
export async function updateIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  before: RecordJson,
  change: Change,
): Promise<RecordJson> {
  await checkReferences(runtime, ctx, resource, change.values);
  const values = await prepared(ctx, resource, change.values, before);
  checkRules(resource, values, before);
  if (Object.keys(values).length === 0 && !change.custom) return before;
  const fields = await customFieldsFor(ctx, resource, change.custom);
  const note = noteFor(runtime, ctx.scope, before.id);
  const terms = { version: before.version, visible: null };
  const record = await runWrite(ctx, resource, compileUpdate(resource, note, values, change.custom, terms));
  if (!record)
    throw new Conflict('Somebody changed this at the same moment. Look again and repeat your change.');
  await settleCustom(runtime, ctx, fields, before.id, change.custom);
  return afterWrite(runtime, ctx, record);
}

export async function removeIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  const visible = resource.options.visible?.(ctx) ?? null;
  await refuseWhileNeeded(runtime, ctx, resource, id);
  const record = await runWrite(
    ctx,
    resource,
    compileRemove(resource, noteFor(runtime, ctx.scope, id), visible),
  );
  if (!record) throw new NotFound('There is no such record.');
  return afterWrite(runtime, ctx, record);
}

export async function restoreIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
): Promise<RecordJson> {
  const visible = resource.options.visible?.(ctx) ?? null;
  const record = await runWrite(
    ctx,
    resource,
    compileRestore(resource, noteFor(runtime, ctx.scope, id), visible),
  );
  if (!record) throw new NotFound('There is no such record in the trash.');
  await ctx.added(resource.id);
  return afterWrite(runtime, ctx, record);
}

async function prepared(
  ctx: OpenCtx,
  resource: Resource,
  values: FieldChange,
  before: RecordJson | null,
): Promise<FieldChange> {
  const { prepare } = resource.options;
  return prepare
    ? { ...values, ...(await resource.options.prepare?.(ctx, values, before ?? undefined)) }
    : values;
}

async function runWrite(ctx: OpenCtx, resource: Resource, statement: Statement): Promise<RecordJson | null> {
  try {
    const rows = await ctx.unit.run<{ record: string }>(statement);
    return rows[0] ? (JSON.parse(rows[0].record) as RecordJson) : null;
  } catch (error) {
    throw databaseProblem(resource, error) ?? error;
  }
}

async function checkReferences(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  values: FieldChange,
): Promise<void> {
  const question = removedReferences(runtime, resource, ctx.workspace.id, values);
  if (question) refuseRemoved((await ctx.unit.run<{ field: string }>(question)).map((row) => row.field));
}

function customFieldsFor(
  ctx: OpenCtx,
  resource: Resource,
  custom: object | undefined,
): Promise<readonly CustomField[]> {
  return custom ? customFieldsIn(ctx.unit, resource.id) : Promise.resolve([]);
}

async function settleCustom(
  runtime: Runtime,
  ctx: OpenCtx,
  fields: readonly CustomField[],
  recordId: string,
  custom: Record<string, unknown> | undefined,
): Promise<void> {
  if (!custom) return;
  await checkCustomRelations(runtime, ctx, fields, custom);
  await mirrorCustomValues(ctx, fields, [{ recordId, values: custom }]);
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}

function afterWrite(runtime: Runtime, ctx: OpenCtx, record: RecordJson): RecordJson {
  ctx.unit.afterCommit(() => runtime.commits.raise());
  return record;
}
