import type { UnitOfWork } from '../db/unit-of-work.ts';
import { tableOf } from '../resources/shape/columns.ts';
import { problemsOf } from '../resources/write/input-problems.ts';
import type { Runtime } from '../runtime.ts';
import { type Field, type FieldProblem, InvalidInput, type Settings } from '../sdk/index.ts';
import { tryParse } from '../try-parse.ts';

/** New values by field; null takes a value away, so that its default holds again. */
export type SettingsChange = ReadonlyMap<string, unknown>;

/** @throws InvalidInput with the path of every field that cannot be taken */
export function checkChange({ fields }: Settings, input: unknown): SettingsChange {
  const given = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  const change = new Map<string, unknown>();
  const problems: FieldProblem[] = [];
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const read = readOne(name, field, value);
    if ('problems' in read) problems.push(...read.problems);
    else change.set(name, read.value);
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  return change;
}

type Read = { readonly value: unknown } | { readonly problems: readonly FieldProblem[] };

function readOne(name: string, field: Field | undefined, value: unknown): Read {
  if (!field) return { problems: [{ path: [name], message: 'There is no such setting.' }] };
  if (value === null || value === '') return empty(name, field);
  const parsed = tryParse(field.schema, value);
  return parsed.success ? { value: parsed.data } : { problems: problemsOf([name], parsed.error) };
}

function empty(name: string, { required }: Field): Read {
  return required ? { problems: [{ path: [name], message: 'Fill this in.' }] } : { value: null };
}

/** Records and people that are chosen must be there, in this workspace. @throws InvalidInput */
export async function checkReferences(
  runtime: Runtime,
  unit: UnitOfWork,
  { fields }: Settings,
  change: SettingsChange,
): Promise<void> {
  const problems: FieldProblem[] = [];
  for (const [name, value] of change) {
    const table = tableBehind(runtime, fields[name]);
    if (!table || value === null) continue;
    const text = `select 1 as found from ${table} where workspace_id = $1 and id = $2 and removed_at is null`;
    const found = await unit.run({ text, values: [unit.workspaceId, value] });
    if (found.length === 0) problems.push({ path: [name], message: 'Choose one that is there.' });
  }
  if (problems.length > 0) throw new InvalidInput(problems);
}

function tableBehind({ registry }: Runtime, field: Field | undefined): string | null {
  if (field?.kind === 'user') return 'memberships';
  const target = field?.kind === 'reference' ? registry.resources.get(field.target?.().id ?? '') : undefined;
  return target ? tableOf(target) : null;
}
