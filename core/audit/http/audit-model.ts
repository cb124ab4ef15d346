import { catalogueFor } from '../../actions/catalogue/action-catalogue.ts';
import type { OfferedAction } from '../../actions/offered-action.ts';
import { isReversible, undoableSince } from '../../actions/undo/undo-window.ts';
import { namesIn, wordsOf } from '../../admin/actions/preview-model.ts';
import { instantAt } from '../../admin/format/zoned-time.ts';
import { workspacePeople } from '../../admin/people.ts';
import type { Asked } from '../../admin/routes/asked.ts';
import { recordUrl, withParameters } from '../../admin/shell/addresses.ts';
import { humanise, labelsOf } from '../../sdk/index.ts';
import { auditDoors, auditOutcomes } from '../read/audit-question.ts';
import type { AuditLine, AuditPage } from '../read/list-audit.ts';

const moments = ['from', 'until'] as const;
const filters = ['who', 'what', 'resource', 'record', 'door', 'outcome', ...moments] as const;

/** The page's filters as the audit takes them: its moments are wall clock. */
export function questionFrom(query: URLSearchParams, timezone: string): URLSearchParams {
  const known = [...query].filter(([name]) => name === 'before' || filters.some((one) => one === name));
  const asked = known.map(([name, value]) => {
    const isMoment = moments.some((one) => one === name) && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value);
    return [name, isMoment ? (instantAt(value, timezone) ?? value) : value];
  });
  return new URLSearchParams(asked as [string, string][]);
}

/** View `settings/audit`. */
export async function auditModel(
  asked: Asked,
  { lines, next }: AuditPage,
  problems: Readonly<Record<string, string>>,
) {
  const { scope, translate, query } = asked;
  const base = `/w/${scope.workspace.slug}/settings/audit`;
  const values = Object.fromEntries(filters.map((name) => [name, query.get(name) ?? '']));
  const names = await namesIn(asked, lines.flatMap(changesOf));
  const people = new Map((await workspacePeople(asked.runtime, scope)).map(({ id, name }) => [id, name]));
  const offered = new Map(catalogueFor(asked.runtime, scope).map((action) => [action.id, action]));
  return {
    title: translate('settings.audit.title'),
    action: base,
    ...{ values, problems },
    hasFilters: Object.values(values).some((value) => value !== ''),
    doors: choices(auditDoors, values.door, (door) => translate(`audit.door.${door}`)),
    outcomes: choices(auditOutcomes, values.outcome, (outcome) => translate(`audit.outcome.${outcome}`)),
    resources: choices(
      [...asked.runtime.registry.resources.keys()],
      values.resource,
      (id) => resourceLabel(asked, id) ?? id,
    ),
    lines: lines.map((line) => ({
      ...lineModel(asked, line, names, people),
      undoUrl: mayUndo(asked, offered, line) ? `/w/${scope.workspace.slug}/audit/${line.id}/undoing` : null,
    })),
    csvUrl: withParameters(`${base}.csv`, values as Record<string, string>),
    moreUrl: next === null ? null : withParameters(base, { ...values, before: next }),
  };
}

function choices(all: readonly string[], chosen: string | undefined, words: (value: string) => string) {
  return all.map((value) => ({ value, label: words(value), isSelected: value === chosen }));
}

function changesOf({ resource, changes }: AuditLine) {
  return Object.entries(changes ?? {}).map(([field, [before, after]]) => ({
    ...(resource && { resource }),
    ...{ field, before, after },
  }));
}

const tones: Readonly<Record<string, string>> = {
  done: 'tone-green',
  refused: 'tone-red',
  failed: 'tone-red',
  waiting: 'tone-blue',
};

function lineModel(
  asked: Asked,
  line: AuditLine,
  names: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
) {
  const { translate, runtime, scope } = asked;
  const declared = runtime.registry.resources.get(line.resource ?? '');
  const nothing = translate('action.nothing');
  const { id, at, actor, action, reason, entry, outcome, door, approvedBy, recordId } = line;
  return {
    ...{ id, at, actor, action, reason },
    isCall: entry === 'call',
    doorWords: translate(`audit.door.${door}`),
    outcomeWords: translate(`audit.outcome.${outcome}`),
    tone: tones[outcome] ?? 'tone-plain',
    approvedBy: approvedBy === null ? null : (people.get(approvedBy) ?? approvedBy),
    recordWords: declared && recordId ? labelsOf(declared)[0] : null,
    recordHref: declared && recordId ? recordUrl(scope.workspace.slug, declared, recordId) : null,
    changes: Object.entries(line.changes ?? {}).map(([field, [before, after]]) => ({
      what: declared?.fields[field]?.label ?? humanise(field.replace(/^custom\./, '')),
      before: wordsOf(before, names, nothing),
      after: wordsOf(after, names, nothing),
    })),
    args: line.args === null ? null : JSON.stringify(line.args, null, 2),
    isUndone: line.isUndone,
  };
}

/** Offered where it can be taken back, by who may do it; what a call changed is taken back with the call. */
function mayUndo({ runtime }: Asked, offered: ReadonlyMap<string, OfferedAction>, line: AuditLine): boolean {
  const { entry, action, outcome, undoes, isUndone, callId } = line;
  const isWhole = entry === 'call' || callId === null;
  if (outcome !== 'done' || isUndone || undoes !== null || !isWhole) return false;
  if (Date.parse(line.at) < undoableSince(runtime.now()).getTime()) return false;
  const known = offered.get(action);
  return known !== undefined && isReversible(known, entry);
}

function resourceLabel({ runtime }: Asked, id: string): string | null {
  const declared = runtime.registry.resources.get(id);
  return declared ? labelsOf(declared)[1] : null;
}
