import { leftOut } from '../../faults/left-out.ts';
import { everything } from '../../resources/query/list-query.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { labelsOf, type Resource, where } from '../../sdk/index.ts';
import type { CellContext } from '../cells/cell-context.ts';
import { cellOf } from '../cells/cell-of.ts';
import { includesFor } from '../cells/include.ts';
import { ownScreenField, type ScreenField } from '../fields/screen-field.ts';
import { titleOf } from '../fields/title.ts';
import { recordUrl } from '../shell/addresses.ts';
import type { Translate } from '../translate.ts';
import type { TimelineItem } from './record-model.ts';
import type { Related } from './related.ts';

const most = 30;
const longest = 600;

/** What happened with a record, newest first: its own beginning and last change among what points at it. */
export async function timelineOf(
  context: CellContext,
  translate: Translate,
  related: readonly Related[],
  resource: Resource,
  record: RecordJson,
): Promise<TimelineItem[]> {
  const parts = await Promise.all(related.map((one) => leftOut(() => itemsOf(context, one, record.id), [])));
  const items = [...parts.flat(), ...ownItems(translate, resource, record)];
  return items.sort((one, other) => (one.instant < other.instant ? 1 : -1)).slice(0, most);
}

async function itemsOf(context: CellContext, { list, target }: Related, id: string): Promise<TimelineItem[]> {
  const { runtime, scope } = context;
  const time = timeField(target);
  const facts = factFields(target, list.field);
  const { data } = await listRecords(runtime, scope, target, {
    ...everything,
    condition: where(list.field, 'is', id),
    sort: { field: time, direction: 'desc' },
    limit: most,
    include: includesFor(runtime, scope, facts),
  });
  return data.map((record) => ({
    icon: iconOf(target, record),
    instant: String(record[time] ?? record.createdAt),
    title: titleOf(target, record),
    href: recordUrl(scope.workspace.slug, target, record.id),
    text: besidesTitle(longText(target, record), titleOf(target, record)),
    cells: facts.map((fact) => cellOf(context, fact, record)).filter(({ kind }) => kind !== 'none'),
  }));
}

/** A call looks like a call: the icon of its choice, else that of all its like. */
function iconOf({ fields, options }: Resource, record: RecordJson): string {
  const choices = Object.entries(fields).flatMap(([name, field]) =>
    (field.choices ?? []).filter((choice) => choice.value === record[name]),
  );
  return choices.find((choice) => choice.icon)?.icon ?? options.icon ?? 'point';
}

/** When it happened: the first moment its list sorts by, else when it was entered. */
function timeField({ fields, options }: Resource): string {
  return options.list.sort.find((name) => fields[name]?.kind === 'instant') ?? 'createdAt';
}

/** Choices and people say most in little room. */
function factFields({ fields, options }: Resource, pointer: string): ScreenField[] {
  const isTitle = new Set<string>(options.title);
  return options.list.columns
    .filter((name) => name !== pointer && !isTitle.has(name))
    .flatMap((name) => {
      const field = fields[name];
      return field?.kind === 'choice' || field?.kind === 'user' ? [ownScreenField(name, field)] : [];
    })
    .slice(0, 3);
}

/** A title made of the first line is not said twice. */
function besidesTitle(text: string | null, title: string): string | null {
  const trimmed = text?.trim() ?? '';
  const rest = trimmed.startsWith(title) ? trimmed.slice(title.length).trim() : trimmed;
  return rest || null;
}

function longText({ fields }: Resource, record: RecordJson): string | null {
  const name = Object.keys(fields).find((one) => fields[one]?.kind === 'longText' && record[one]);
  const text = name ? String(record[name]) : '';
  return text.length > longest ? `${text.slice(0, longest)}…` : text || null;
}

function ownItems(translate: Translate, resource: Resource, record: RecordJson): TimelineItem[] {
  const [one] = labelsOf(resource);
  const item = (icon: string, key: string, instant: string): TimelineItem => ({
    ...{ icon, instant, title: translate(key, { one }), href: null, text: null, cells: [] },
  });
  const wasChanged = record.version > 1 && record.updatedAt > record.createdAt;
  return [
    ...(wasChanged ? [item('pencil', 'record.changed', record.updatedAt)] : []),
    item('plus', 'record.created', record.createdAt),
  ];
}
