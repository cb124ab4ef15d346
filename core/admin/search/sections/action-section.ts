import { allows } from '../../../access/policy.ts';
import { catalogueFor } from '../../../actions/catalogue/action-catalogue.ts';
import type { OfferedAction } from '../../../actions/offered-action.ts';
import { viewerOf } from '../../../context/viewer-of.ts';
import type { Fields, ResourceAction } from '../../../sdk/index.ts';
import { hasForm, isAboutRecord } from '../../actions/action-fields.ts';
import { type RecordOnPage, recordOnPage } from '../../actions/record-on-page.ts';
import { titleOf } from '../../fields/title.ts';
import type { Asked } from '../../routes/asked.ts';
import { actionUrl, recordUrl } from '../../shell/addresses.ts';
import { matchesWords } from '../matches-words.ts';
import type { PaletteEntry, PaletteGroup } from '../palette.ts';

const most = 8;

/** What one can do with the record one is on. */
export async function recordActionSection(asked: Asked, words: string): Promise<PaletteGroup[]> {
  const found = await recordOnPage(asked);
  if (!found) return [];
  const title = titleOf(found.resource, found.record);
  const entries = [...changing(asked, found), ...doing(asked, found)].filter((entry) =>
    matchesWords(`${entry.title} ${title}`, words),
  );
  return [
    { label: asked.translate('search.do-here', { title }), entries: entries.slice(0, most), allUrl: null },
  ];
}

/** What one can do besides, once words narrow it down. */
export async function actionSection(asked: Asked, words: string): Promise<PaletteGroup[]> {
  if (words === '') return [];
  const entries = catalogueFor(asked.runtime, asked.scope)
    .filter((action) => action.verb !== 'create' && hasForm(action))
    .filter(({ title, description }) => matchesWords(`${title} ${description}`, words))
    .map((action) => entryOf(asked, action, action.title));
  return [{ label: asked.translate('search.do'), entries: entries.slice(0, most), allUrl: null }];
}

function doing(asked: Asked, { resource, record }: RecordOnPage): PaletteEntry[] {
  return catalogueFor(asked.runtime, asked.scope)
    .filter((action) => action.resource?.id === resource.id && isAboutRecord(action) && hasForm(action))
    .filter((action) => isOffered(asked, action, { resource, record }))
    .map((action) => entryOf(asked, action, labelOf(action), record.id));
}

function isOffered(
  { runtime, scope }: Asked,
  { verb, recordRule }: OfferedAction,
  { resource, record }: RecordOnPage,
): boolean {
  if ((verb === 'restore') !== (record.removedAt !== null)) return false;
  const noun = resource.options.actions?.[verb ?? ''] as ResourceAction<Fields> | undefined;
  if (recordRule && !allows(viewerOf(runtime, scope), recordRule, record)) return false;
  return noun?.offered?.(record) ?? true;
}

/** Changing a record has a page of its own. */
function changing({ runtime, scope, translate }: Asked, { resource, record }: RecordOnPage): PaletteEntry[] {
  const { update, access } = { ...resource.options, access: resource.options.access.update };
  const may = update.length > 0 && record.removedAt === null;
  if (!may || !allows(viewerOf(runtime, scope), access, record)) return [];
  const href = `${recordUrl(scope.workspace.slug, resource, record.id)}/edit`;
  return [{ title: translate('search.edit'), note: '', href, icon: 'pencil', inDialog: true }];
}

function labelOf({ title, resource, verb }: OfferedAction): string {
  return resource?.options.actions?.[verb ?? '']?.label ?? title;
}

function entryOf(
  { scope }: Asked,
  { id, icon }: OfferedAction,
  title: string,
  record?: string,
): PaletteEntry {
  return {
    title,
    note: '',
    href: actionUrl(scope.workspace.slug, id, record ?? null),
    icon: icon ?? 'bolt',
    inDialog: true,
  };
}
