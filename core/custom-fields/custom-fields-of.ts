import { processMemory } from '../access/process-memory.ts';
import { inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { CustomField, CustomKind } from './custom-field.ts';
import { customFieldRules } from './custom-field-rules.ts';

export const customFieldsTopic = 'custom-fields';

interface StoredField {
  readonly id: string;
  readonly resource: string;
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  readonly kind: CustomKind;
  readonly is_required: boolean;
  readonly choices: { value: string; label: string }[];
  readonly target: string | null;
  readonly position: number;
  readonly removed_at: string | null;
}

const none: readonly CustomField[] = [];
/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 10_000;
const most = 10_000;
const memory = processMemory({ topic: customFieldsTopic, maxAgeMs, most, load });
const question = { text: 'select * from custom_fields order by position, created_at', values: [] };

/** Every field a workspace added, archived ones too. */
export async function allCustomFields(
  runtime: Runtime,
  workspaceId: string,
): Promise<readonly CustomField[]> {
  return (await memory.of(runtime, workspaceId)) ?? none;
}

/**
 * The fields in use, asked inside an open unit of work on its own connection: whoever holds one
 * connection and waits for another may wait for ever.
 */
export async function customFieldsIn(unit: UnitOfWork, resource: string): Promise<readonly CustomField[]> {
  const all = (await unit.run<StoredField>(question)).map(toCustomField);
  return all.filter((field) => field.resource === resource && !field.isArchived);
}

/** After a change of one's own: other processes hear of it, this one knows at once. */
export function forgetCustomFields(runtime: Runtime): void {
  memory.forget(runtime);
}

/** The fields in use on one resource, in the order the workspace gave them. */
export async function customFieldsOf(
  runtime: Runtime,
  workspaceId: string,
  resource: string,
): Promise<readonly CustomField[]> {
  const all = await allCustomFields(runtime, workspaceId);
  return all.length === 0 ? none : all.filter((field) => field.resource === resource && !field.isArchived);
}

async function load(runtime: Runtime, workspaceId: string): Promise<readonly CustomField[]> {
  // Whoever asks may be in the middle of a transaction.
  const { aside } = runtime.database;
  const rows = await inWorkspace(aside, workspaceId, (unit) => unit.run<StoredField>(question));
  return rows.map(toCustomField);
}

export function toCustomField(row: StoredField): CustomField {
  const definition = {
    id: row.id,
    resource: row.resource,
    key: row.key,
    label: row.label,
    help: row.help,
    kind: row.kind,
    required: row.is_required,
    choices: row.choices,
    target: row.target,
    position: row.position,
    isArchived: row.removed_at !== null,
  };
  return { ...definition, field: customFieldRules(definition) };
}
