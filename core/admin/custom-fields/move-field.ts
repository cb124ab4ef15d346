import { allCustomFields } from '../../custom-fields/custom-fields-of.ts';
import { changeCustomField } from '../../custom-fields/define-custom-field.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';

/** Put a field to another place among those in use on its resource; only fields whose number differs are written. */
export async function moveField(runtime: Runtime, scope: Scope, id: string, to: number): Promise<void> {
  const all = await allCustomFields(runtime, scope.workspace.id);
  const moved = all.find((field) => field.id === id);
  const inUse = all.filter(({ resource, isArchived }) => resource === moved?.resource && !isArchived);
  const numbers = new Map(inUse.map((field) => [field.id, field.position]));
  const order = movedTo(
    inUse.map((field) => field.id),
    id,
    to,
  );
  for (const [position, field] of order.entries()) {
    if (numbers.get(field) !== position) await changeCustomField(runtime, scope, field, { position });
  }
}

/** The same, with one at another place; what lies outside counts as the nearest end. */
export function movedTo(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((one) => one !== id);
  if (others.length === ids.length) return others;
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, id);
}
