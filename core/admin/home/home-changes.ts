import { leftOut } from '../../faults/left-out.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { titlesById } from '../cells/titles.ts';
import { resourceHead } from '../fields/resource-head.ts';
import { recordUrl } from '../shell/addresses.ts';
import type { Translate } from '../translate.ts';
import type { HomeChange } from './home-model.ts';
import { type ChangeRow, readChanges } from './read-changes.ts';

interface Asking {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly translate: Translate;
}

const most = 12;

/** What happened lately, as far as this person may see the records. */
export async function homeChanges(asking: Asking, resources: readonly Resource[]): Promise<HomeChange[]> {
  const { runtime, scope } = asking;
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const rows = await readChanges(runtime, scope, [...byId.keys()], most);
  const titles = await titlesOf(runtime, scope, byId, rows);
  return rows.flatMap((row) => {
    const resource = byId.get(row.resource);
    return resource ? changeOf(asking, resource, row, titles) : [];
  });
}

async function titlesOf(
  runtime: Runtime,
  scope: Scope,
  resources: ReadonlyMap<string, Resource>,
  rows: readonly ChangeRow[],
): Promise<ReadonlyMap<string, string>> {
  const found = [...resources].map(async ([id, resource]) => {
    const ids = rows.filter((row) => row.resource === id && row.records === 1).map(({ record }) => record);
    if (ids.length === 0) return [];
    return leftOut(() => titlesById(runtime, scope, resource, [...new Set(ids)]), []);
  });
  return new Map((await Promise.all(found)).flat());
}

/** Nothing where the record is gone or may not be seen; how many there are of hidden ones is nobody's business either. */
function changeOf(
  asking: Asking,
  resource: Resource,
  row: ChangeRow,
  titles: ReadonlyMap<string, string>,
): HomeChange[] {
  const { runtime, scope, translate } = asking;
  const head = resourceHead(runtime, scope, resource);
  const isSeveral = row.records > 1;
  const what = isSeveral ? severalWords(translate, head, row) : titles.get(row.record);
  if (what === undefined || (isSeveral && resource.options.visible)) return [];
  const href = isSeveral ? head.url : recordUrl(scope.workspace.slug, resource, row.record);
  const isYou = row.actor === `user:${scope.actor.userId}`;
  return [
    {
      ...{ what, href, isYou, kind: row.kind, icon: head.icon, at: row.at },
      who: isYou ? translate('home.you') : nameOf(translate, row),
      verb: translate(`home.change.${row.kind}`),
    },
  ];
}

function severalWords(
  translate: Translate,
  { oneInline: one, manyInline: many }: { readonly oneInline: string; readonly manyInline: string },
  { records: count, isCapped }: ChangeRow,
): string {
  return translate(isCapped ? 'home.several-capped' : 'home.several', { count, one, many });
}

function nameOf(translate: Translate, { actor, name }: ChangeRow): string {
  if (name !== null) return name;
  if (actor.startsWith('system:')) return translate('home.system');
  return translate(actor.startsWith('apiKey:') ? 'home.program' : 'home.somebody');
}
