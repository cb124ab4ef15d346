import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound, type Resource } from '../../sdk/index.ts';
import { compileGet } from '../query/compile-get.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { listTarget } from './list-target.ts';
import { recordId } from './open-resource.ts';

export interface LoadTerms {
  /** Keep others from changing it until this unit of work ends. */
  readonly lock?: boolean;
  readonly removed?: boolean;
}

/** A visible record inside an open unit of work, or null. */
export async function findIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
  terms: LoadTerms = {},
): Promise<RecordJson | null> {
  const target = listTarget(runtime, ctx.scope, resource, []);
  const options = { fields: null, removed: terms.removed ?? false, lock: terms.lock ?? false };
  const rows = await ctx.unit.run<{ record: string }>(compileGet(target, recordId(id), options));
  return rows[0] ? (JSON.parse(rows[0].record) as RecordJson) : null;
}

/** @throws NotFound */
export async function loadIn(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  id: string,
  terms: LoadTerms = {},
): Promise<RecordJson> {
  const found = await findIn(runtime, ctx, resource, id, terms);
  if (!found) throw new NotFound('There is no such record.');
  return found;
}
