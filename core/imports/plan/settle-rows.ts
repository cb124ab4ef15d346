import { randomUUID } from 'node:crypto';
import type { OpenCtx } from '../../context/open-ctx.ts';
import type { DataRow } from '../../csv/read-csv.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Field } from '../../sdk/index.ts';
import { changesOnly } from './changes-only.ts';
import { checkRow } from './check-row.ts';
import { type Draft, draftRow } from './draft-row.ts';
import { setValue } from './drafting.ts';
import { findMatches, keyText, type Matches } from './find-matches.ts';
import type { ImportPlan } from './import-plan.ts';
import type { LinkFinder } from './link-finder.ts';
import { keyValue, matchRow } from './match-row.ts';
import { type RowProblem, wholeRow } from './row-problem.ts';
import type { SeenKeys } from './seen-keys.ts';
import type { SettledRow, WantedLink } from './settled-row.ts';

export interface Settling {
  readonly plan: ImportPlan;
  readonly links: LinkFinder;
  readonly seen: SeenKeys;
}

/** Decide what becomes of each row, with all looked up that it names. Writes nothing. */
export async function settleRows(
  settling: Settling,
  ctx: OpenCtx,
  rows: readonly DataRow[],
): Promise<SettledRow[]> {
  const { plan, links } = settling;
  const drafts = rows.map((row) => draftRow(plan, row));
  const keys = drafts.map((draft) => keyValue(plan, draft));
  const wanted = [...new Set(keys.filter((key) => key !== null))];
  const matches: Matches = plan.key
    ? await findMatches(ctx, plan.resource, plan.key.target.name, wanted)
    : new Map();
  await links.prepare(
    ctx,
    drafts.map((draft) => draft.links),
  );
  return drafts.map((draft, index) => settleRow(settling, ctx, draft, keys[index] ?? null, matches));
}

function settleRow(
  { plan, links, seen }: Settling,
  ctx: OpenCtx,
  draft: Draft,
  key: unknown,
  matches: Matches,
): SettledRow {
  const { row } = draft;
  if (draft.problems.length > 0) return failed(draft, draft.problems);
  const match = matchRow(plan, key, matches);
  if ('problem' in match) return failed(draft, [keyProblem(plan, draft, match.problem)]);
  const earlier = key === null ? null : seen.earlier(keyText(key));
  if (earlier !== null)
    return failed(draft, [keyProblem(plan, draft, `Row ${earlier} of this file has the same.`)]);
  const settled: SettledRow =
    'skip' in match
      ? { outcome: 'skip', row, reason: match.skip }
      : settleMatched(plan, links, ctx, draft, match.before);
  if (key !== null && settled.outcome !== 'fail') seen.add(keyText(key), row.row);
  return settled;
}

function settleMatched(
  plan: ImportPlan,
  links: LinkFinder,
  ctx: OpenCtx,
  draft: Draft,
  before: RecordJson | null,
): SettledRow {
  const { row } = draft;
  const { problems, wanted } = resolveLinks(draft, links);
  if (problems.length > 0) return failed(draft, problems);
  const checked = checkRow(plan, ctx, inputOf(plan, draft, before), before, row.cells);
  if ('problems' in checked) return failed(draft, checked.problems);
  if (!before) return { outcome: 'create', row, change: checked.change, wanted };
  const change = changesOnly(plan.resource, checked.change, before);
  if (!change) return { outcome: 'skip', row, reason: 'The record is already as this row has it.' };
  return { outcome: 'update', row, change, wanted, before };
}

function failed({ row }: Draft, problems: readonly RowProblem[]): SettledRow {
  return { outcome: 'fail', row, problems };
}

function keyProblem({ key }: ImportPlan, { row }: Draft, message: string): RowProblem {
  return key ? { field: key.target.label, message, value: row.cells[key.index] ?? '' } : wholeRow(message);
}

/** Puts ids where names stood. What must be made first gets a stand-in that the check accepts. */
function resolveLinks(draft: Draft, links: LinkFinder): { problems: RowProblem[]; wanted: WantedLink[] } {
  const problems: RowProblem[] = [];
  const wanted: WantedLink[] = [];
  for (const link of draft.links) {
    const { target, otherwise } = link.column;
    const resolved = links.resolve(link, draft.links);
    if ('id' in resolved) setValue(draft, target.name, resolved.id);
    else if ('wanted' in resolved) {
      wanted.push({ ...resolved.wanted, field: target.name });
      setValue(draft, target.name, randomUUID());
    } else if (otherwise !== 'empty') {
      problems.push({ field: target.label, message: resolved.problem, value: link.text });
    }
  }
  return { problems, wanted };
}

/** What a client would send: only fields that this write may set, and empty cells as a person chose. */
function inputOf(plan: ImportPlan, draft: Draft, before: RecordJson | null) {
  const { resource, options } = plan;
  const settable = resource.options[before ? 'update' : 'create'];
  if (before && options.clearEmpty) {
    for (const { target } of draft.empty) {
      const empty = emptyValue(target.field);
      if (target.group !== 'special' && empty !== undefined) setValue(draft, target.name, empty);
    }
  }
  const values = Object.fromEntries(Object.entries(draft.values).filter(([name]) => settable.includes(name)));
  return { values, custom: draft.custom };
}

/** Nothing, where that may be stored; what a creation would put there instead; undefined where neither goes. */
function emptyValue(field: Field): unknown {
  return field.schema.safeParse(null).success ? null : field.default;
}
