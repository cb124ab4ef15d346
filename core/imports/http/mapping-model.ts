import { charsets } from '../../csv/charset.ts';
import { delimiters } from '../../csv/delimiter.ts';
import { missingTargets } from '../mapping/check-mapping.ts';
import { type ColumnMapping, otherwises } from '../mapping/column-mapping.ts';
import type { ImportTarget } from '../mapping/import-target.ts';
import { keyFields } from '../mapping/key-fields.ts';
import type { MappingContext } from '../mapping/mapping-context.ts';
import { importModes } from '../record/import-options.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { dateOrders } from '../values/date-order.ts';
import { decimalMarks } from '../values/decimal-mark.ts';
import type { FormatModel, MappingColumn, MappingModel, Option, OptionGroup } from './models.ts';
import { optionsOf } from './options-of.ts';
import { wizardModel } from './wizard-model.ts';
import { importUrls } from './wizard-urls.ts';

export type Problems = Readonly<Record<string, string>>;

export function mappingModel(
  slug: string,
  context: MappingContext,
  record: ImportRecord,
  problems: Problems = {},
): MappingModel {
  const { resource } = context;
  const { mapping, options, file } = record;
  const urls = importUrls(slug, resource, record.id);
  return {
    ...wizardModel(slug, resource, 'mapping', urls, record.reason),
    action: urls.mapping,
    file: { name: file.name, bytes: file.bytes, rows: file.rows },
    format: formatModel(record, urls.format),
    columns: mapping.map((one, index) => columnModel(record, context, one, index, problems)),
    mode: optionsOf(Object.fromEntries(context.modes.map((mode) => [mode, importModes[mode]])), options.mode),
    clearEmpty: options.clearEmpty,
    key: keyOptions(context, options.key),
    missing: options.mode === 'update' ? [] : missingTargets(mapping, context).map(({ label }) => label),
    problems,
  };
}

function formatModel({ format, firstLines }: ImportRecord, action: string): FormatModel {
  const lines = firstLines.map(({ line, text }) => [line, `Line ${line}: ${text}`] as const);
  const selected = String(format.headerLine);
  const known = lines.map(([line, label]) => ({
    value: String(line),
    label,
    selected: String(line) === selected,
  }));
  return {
    action,
    charset: optionsOf(charsets, format.charset),
    delimiter: optionsOf(delimiters, format.delimiter),
    headerLine: [
      { value: '0', label: 'The file has no names of columns', selected: selected === '0' },
      ...known,
    ],
    shortRows: format.shortRows,
  };
}

function columnModel(
  { columns }: ImportRecord,
  context: MappingContext,
  mapping: ColumnMapping,
  index: number,
  problems: Problems,
): MappingColumn {
  const target = context.targets.find(({ name }) => name === mapping.field);
  const kind = target?.field.kind;
  const isDate = kind === 'day' || kind === 'instant';
  const isNumber = kind === 'money' || kind === 'number' || kind === 'integer';
  return {
    index,
    header: mapping.column,
    samples: columns[index]?.samples ?? [],
    field: mapping.field ?? '',
    fields: fieldGroups(context.targets, mapping.field),
    because: columns[index]?.because ?? null,
    dateOrder: isDate ? optionsOf(dateOrders, mapping.dateOrder) : null,
    decimalMark: isNumber ? optionsOf(decimalMarks, mapping.decimalMark) : null,
    otherwise: target && canMisfit(target) ? otherwiseOptions(context, target, mapping) : null,
    problem: problems[`columns.${index}.field`] ?? null,
  };
}

const groupLabels = { fields: 'Fields', custom: 'Your own fields', special: 'Special' } as const;

function fieldGroups(targets: readonly ImportTarget[], chosen: string | null): OptionGroup[] {
  const leaveOut: OptionGroup = {
    label: '',
    options: [{ value: '', label: 'Leave out', selected: chosen === null }],
  };
  const groups = Object.entries(groupLabels).map(([group, label]) => ({
    label,
    options: targets.filter((target) => target.group === group).map((target) => targetOption(target, chosen)),
  }));
  return [leaveOut, ...groups.filter(({ options }) => options.length > 0)];
}

function targetOption({ name, label, required }: ImportTarget, chosen: string | null): Option {
  return { value: name, label: required ? `${label} *` : label, selected: name === chosen };
}

/** Any words are a text; asking what to do with those that are not would only puzzle. */
function canMisfit({ field, group }: ImportTarget): boolean {
  const isFree =
    field.kind === 'text' || field.kind === 'longText' || (field.kind === 'tags' && !field.choices);
  return !isFree && group !== 'special';
}

function otherwiseOptions(
  { canCreate }: MappingContext,
  target: ImportTarget,
  { otherwise }: ColumnMapping,
): Option[] {
  const { create, ...always } = otherwises;
  return optionsOf(
    target.field.kind === 'reference' && canCreate(target) ? { ...always, create } : always,
    otherwise,
  );
}

function keyOptions({ resource, targets }: MappingContext, chosen: string | null): Option[] {
  const keys = keyFields(resource).flatMap((name) => targets.filter((target) => target.name === name));
  const named = keys.map(({ name, label }) => ({ value: name, label, selected: name === chosen }));
  return [{ value: '', label: 'Nothing: every row is a new record', selected: chosen === null }, ...named];
}
