import { leftOut } from '../../../faults/left-out.ts';
import { everything } from '../../../resources/query/list-query.ts';
import { listRecords } from '../../../resources/read/list-records.ts';
import { mayRead } from '../../../resources/read/list-target.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Scope } from '../../../scope.ts';
import { labelsOf, type Resource } from '../../../sdk/index.ts';
import { titleOf } from '../../fields/title.ts';
import type { Asked } from '../../routes/asked.ts';
import { recordUrl, resourceUrl, withParameters } from '../../shell/addresses.ts';
import type { PaletteGroup } from '../palette.ts';

const mostPerGroup = 5;
const longestNote = 80;

/** Records of every kind this person may see that hold all the words. */
export async function recordSection(
  { runtime, scope, translate }: Asked,
  words: string,
): Promise<PaletteGroup[]> {
  if (words === '') return [];
  const searchable = [...runtime.registry.resources.values()].filter(
    (resource) => (resource.options.list.search?.length ?? 0) > 0 && mayRead(runtime, scope, resource),
  );
  return Promise.all(
    searchable.map((resource) => {
      const [, label] = labelsOf(resource);
      const problem = translate('search.failed', { title: label });
      const instead = { label, entries: [], allUrl: null, problem };
      return leftOut(() => searchIn(runtime, scope, resource, words), instead);
    }),
  );
}

async function searchIn(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  words: string,
): Promise<PaletteGroup> {
  const query = { ...everything, search: words, limit: mostPerGroup };
  const { data, page } = await listRecords(runtime, scope, resource, query);
  const [, many] = labelsOf(resource);
  const url = resourceUrl(scope.workspace.slug, resource);
  return {
    label: many,
    entries: data.map((record) => ({
      title: titleOf(resource, record),
      note: noteOf(resource, record),
      href: recordUrl(scope.workspace.slug, resource, record.id),
      icon: null,
      inDialog: false,
    })),
    allUrl: page.hasMore ? withParameters(url, { q: words }) : null,
  };
}

/** The first searched text beside the title, so that two of the same name can be told apart. */
function noteOf({ options, fields }: Resource, record: Readonly<Record<string, unknown>>): string {
  const title = options.title.map((name) => String(record[name] ?? '')).join(' ');
  const shown = options.list.columns.filter((name) =>
    ['email', 'text', 'phone', 'url'].includes(fields[name]?.kind ?? ''),
  );
  const text = shown
    .map((name) => record[name])
    .find((value) => typeof value === 'string' && value && !title.includes(value));
  return typeof text === 'string' ? text.slice(0, longestNote) : '';
}
