import { type Broadcast, everything } from '../db/broadcast.ts';
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

type Known = Map<string, Promise<readonly CustomField[]>>;
const caches = new WeakMap<Broadcast, Known>();
const none: readonly CustomField[] = [];
const question = { text: 'select * from custom_fields order by position, created_at', values: [] };

function cacheOf(runtime: Runtime): Known {
  const known = caches.get(runtime.broadcast);
  if (known) return known;
  const fresh: Known = new Map();
  caches.set(runtime.broadcast, fresh);
  runtime.broadcast.hear(customFieldsTopic, (workspaceId) =>
    workspaceId === everything ? fresh.clear() : fresh.delete(workspaceId),
  );
  return fresh;
}

/** Every field a workspace added, archived ones too. Kept in memory until a process says it changed. */
export function allCustomFields(runtime: Runtime, workspaceId: string): Promise<readonly CustomField[]> {
  const cache = cacheOf(runtime);
  const known = cache.get(workspaceId);
  if (known) return known;
  const loading = load(runtime, workspaceId);
  cache.set(workspaceId, loading);
  loading.catch(() => cache.delete(workspaceId));
  return loading;
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
export function forgetCustomFields(runtime: Runtime, workspaceId: string): void {
  cacheOf(runtime).delete(workspaceId);
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
  const rows = await inWorkspace(runtime.database, workspaceId, (unit) => unit.run<StoredField>(question));
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
