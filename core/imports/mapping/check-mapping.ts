import type { FieldProblem, Resource } from '../../sdk/index.ts';
import type { ImportMode, ImportOptions } from '../record/import-options.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { fullName, fullNameParts, type ImportTarget } from './import-target.ts';
import { keyFields } from './key-fields.ts';

export interface MappingTerms {
  readonly resource: Resource;
  readonly targets: readonly ImportTarget[];
  readonly modes: readonly ImportMode[];
}

/** Everything that keeps a mapping from being used, each at the control it belongs to. */
export function mappingProblems(
  mapping: readonly ColumnMapping[],
  options: ImportOptions,
  terms: MappingTerms,
): FieldProblem[] {
  return [
    ...columnProblems(mapping, terms),
    ...modeProblems(options, terms),
    ...keyProblems(mapping, options, terms),
    ...missingProblems(mapping, options, terms),
  ];
}

function columnProblems(mapping: readonly ColumnMapping[], { targets }: MappingTerms): FieldProblem[] {
  const taken = new Map<string, string>();
  return mapping.flatMap(({ field, column }, index) => {
    if (field === null) return [];
    const earlier = taken.get(field);
    taken.set(field, column);
    const path = ['columns', index, 'field'];
    if (!targets.some((target) => target.name === field))
      return [{ path, message: 'There is no such field.' }];
    return earlier === undefined
      ? []
      : [{ path, message: `The column “${earlier}” already fills this field.` }];
  });
}

function modeProblems({ mode }: ImportOptions, { modes }: MappingTerms): FieldProblem[] {
  return modes.includes(mode) ? [] : [{ path: ['mode'], message: 'You may not do this with these records.' }];
}

function keyProblems(
  mapping: readonly ColumnMapping[],
  { mode, key }: ImportOptions,
  { resource }: MappingTerms,
): FieldProblem[] {
  if (key === null) {
    return mode === 'create'
      ? []
      : [{ path: ['key'], message: 'Choose the field that tells which record a row is about.' }];
  }
  if (!keyFields(resource).includes(key))
    return [{ path: ['key'], message: 'This field cannot tell records apart.' }];
  const isMapped = mapping.some(({ field }) => field === key);
  return isMapped ? [] : [{ path: ['key'], message: 'No column fills this field.' }];
}

function missingProblems(
  mapping: readonly ColumnMapping[],
  { mode }: ImportOptions,
  terms: MappingTerms,
): FieldProblem[] {
  if (mapping.every(({ field }) => field === null))
    return [{ path: ['columns'], message: 'Map at least one column.' }];
  if (mode === 'update') return [];
  const missing = missingTargets(mapping, terms);
  return missing.map(({ label }) => ({ path: ['columns'], message: `${label} must be filled by a column.` }));
}

/** What must be given and no column fills. */
export function missingTargets(
  mapping: readonly ColumnMapping[],
  { resource, targets }: Pick<MappingTerms, 'resource' | 'targets'>,
): ImportTarget[] {
  const filled = new Set(mapping.map(({ field }) => field));
  const parts: readonly string[] = filled.has(fullName) ? (fullNameParts(resource) ?? []) : [];
  return targets.filter(({ name, required }) => required && !filled.has(name) && !parts.includes(name));
}
