import { isOn } from '../../kernel/gate.ts';
import { resourceAt } from '../../resources/find-resource.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { DomainError, type Resource } from '../../sdk/index.ts';
import type { Asked } from '../routes/asked.ts';

export interface RecordOnPage {
  readonly resource: Resource;
  readonly record: RecordJson;
}

const recordPath =
  /^\/w\/([\w-]+)\/([\w-]+)\/([\w-]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/;

/** The path of the page that somebody is on while this is asked for in its dialog; empty where that is not told. */
export function pathOfPage({ request }: Pick<Asked, 'request'>): string {
  const address = request.headers['hx-current-url'];
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).pathname : '';
}

/** The record whose page somebody is on, or null. */
export async function recordOnPage(asked: Asked): Promise<RecordOnPage | null> {
  const [, slug, plugin = '', path = '', id = ''] = recordPath.exec(pathOfPage(asked)) ?? [];
  const { runtime, scope } = asked;
  const resource = slug === scope.workspace.slug ? resourceAt(runtime, plugin, path) : undefined;
  if (!resource || !isOn(scope, resource.plugin) || !mayRead(runtime, scope, resource)) return null;
  const record = await getRecord(runtime, scope, resource, id, { removed: true }).catch(nothing);
  return record ? { resource, record } : null;
}

function nothing(error: unknown): null {
  if (error instanceof DomainError) return null;
  throw error;
}
