import type { Resource } from '../../sdk/index.ts';
import { detectDateOrder } from '../values/date-order.ts';
import { detectDecimalMark } from '../values/decimal-mark.ts';
import type { ColumnMapping, Otherwise } from './column-mapping.ts';
import { fitOf, kindByContent } from './content-match.ts';
import { fullName, fullNameParts, type ImportTarget, recordIdTarget } from './import-target.ts';
import { nameScore, namesOf, nounsOf } from './name-match.ts';

export type Because = 'remembered' | 'name' | 'content' | null;

export interface Suggestion {
  readonly mapping: ColumnMapping;
  readonly because: Because;
}

export interface SuggestionTerms {
  readonly resource: Resource;
  readonly targets: readonly ImportTarget[];
  readonly locale: string;
  readonly timezone: string;
  /** Did the file name its columns? */
  readonly hasNames: boolean;
  /** May records of this other resource be created here by what names them? */
  readonly canCreate: (target: ImportTarget) => boolean;
}

/** One column with the values of the sample that are not empty. */
export interface SampledColumn {
  readonly name: string;
  readonly values: readonly string[];
}

interface Candidate {
  readonly column: number;
  readonly target: ImportTarget;
  readonly score: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Below this share of fitting values, a name alone does not convince. */
const convincing = 0.5;

/** What each column most likely fills: each target at most once, the best name first. */
export function suggestMapping(columns: readonly SampledColumn[], terms: SuggestionTerms): Suggestion[] {
  const taken = new Set<string>();
  const byColumn = new Map<number, { target: ImportTarget; because: Because }>();
  const take = (because: Because) => (candidate: Candidate) => {
    const { name } = candidate.target;
    if (byColumn.has(candidate.column) || taken.has(name) || (name === fullName && hasParts(taken, terms)))
      return;
    byColumn.set(candidate.column, { target: candidate.target, because });
    taken.add(name);
  };
  for (const candidate of candidatesByName(columns, terms)) take('name')(candidate);
  for (const candidate of candidatesByContent(columns, terms)) take('content')(candidate);
  return columns.map((column, index) => suggestionFor(column, byColumn.get(index), terms));
}

function candidatesByName(columns: readonly SampledColumn[], terms: SuggestionTerms): Candidate[] {
  const nouns = nounsOf(terms.resource);
  const candidates: Candidate[] = [];
  for (const target of terms.targets) {
    const names = namesOf(target);
    for (const [column, { name, values }] of columns.entries()) {
      const score = nameScore(name, names, nouns);
      if (score > 0 && isConvincing(target, values, terms)) {
        candidates.push({ column, target, score: target.name === fullName ? score / 2 : score });
      }
    }
  }
  return candidates.sort((a, b) => b.score - a.score || a.column - b.column);
}

/** A whole name beside its parts says nothing new. */
function hasParts(taken: ReadonlySet<string>, { resource }: SuggestionTerms): boolean {
  return fullNameParts(resource)?.some((part) => taken.has(part)) ?? false;
}

function isConvincing(target: ImportTarget, values: readonly string[], terms: SuggestionTerms): boolean {
  if (target.name === recordIdTarget) return values.length > 0 && values.every((value) => uuid.test(value));
  return fitOf(target.field, values, readTerms(values, terms)) >= convincing;
}

/** Dates and amounts mean too many things to be guessed where a name says otherwise. */
const plainAnyway = new Set(['email', 'phone', 'url']);

function candidatesByContent(columns: readonly SampledColumn[], terms: SuggestionTerms): Candidate[] {
  return columns.flatMap(({ values }, column) => {
    const kind = kindByContent(values);
    if (!kind || (terms.hasNames && !plainAnyway.has(kind))) return [];
    const fitting = terms.targets.filter((target) => target.field.kind === kind);
    return fitting.map((target) => ({ column, target, score: 0 }));
  });
}

function readTerms(values: readonly string[], { locale, timezone }: SuggestionTerms) {
  return {
    dateOrder: detectDateOrder(values, locale),
    decimalMark: detectDecimalMark(values, locale),
    locale,
    timezone,
  };
}

function suggestionFor(
  { name, values }: SampledColumn,
  chosen: { target: ImportTarget; because: Because } | undefined,
  terms: SuggestionTerms,
): Suggestion {
  const { dateOrder, decimalMark } = readTerms(values, terms);
  const otherwise = chosen ? defaultOtherwise(chosen.target, terms) : 'report';
  const field = chosen?.target.name ?? null;
  return {
    mapping: { column: name, field, dateOrder, decimalMark, otherwise },
    because: chosen?.because ?? null,
  };
}

/** Colleagues of the old system are rarely members here, and that should not fail a row. */
export function defaultOtherwise(
  target: ImportTarget,
  { canCreate }: Pick<SuggestionTerms, 'canCreate'>,
): Otherwise {
  if (target.field.kind === 'user') return target.required ? 'report' : 'empty';
  return target.field.kind === 'reference' && canCreate(target) ? 'create' : 'report';
}
