import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { runOnce } from '../../db/run-once.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound, type Resource } from '../../sdk/index.ts';
import { compileGet } from '../query/compile-get.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { listTarget } from './list-target.ts';
import { openResource, recordId } from './open-resource.ts';

export interface GetTerms {
  readonly fields?: readonly string[] | null;
  readonly include?: readonly string[];
  /** Records in the trash too. */
  readonly removed?: boolean;
}

/** One record as JSON text. @throws NotFound */
export async function getText(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  terms: GetTerms = {},
): Promise<string> {
  const rule = resource.options.access.read;
  openResource(runtime, scope, resource, rule);
  const target = listTarget(runtime, scope, resource, [], terms.include);
  const options = { fields: terms.fields ?? null, removed: terms.removed ?? false };
  const [row] = await runOnce(
    runtime.database,
    scope.workspace.id,
    compileGet(target, recordId(id), options),
  );
  const text = row?.[0];
  if (!text) throw new NotFound('There is no such record.');
  if (typeof rule !== 'string') authorise(viewerOf(runtime, scope), rule, JSON.parse(text) as RecordJson);
  return text;
}

/** One record. @throws NotFound */
export async function getRecord(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  terms: GetTerms = {},
): Promise<RecordJson> {
  return JSON.parse(await getText(runtime, scope, resource, id, terms)) as RecordJson;
}
