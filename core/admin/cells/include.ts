import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { ScreenField } from '../fields/screen-field.ts';

/** Which of these fields need a look at another record or person to be shown, as far as that may be seen. */
export function includesFor(runtime: Runtime, scope: Scope, fields: readonly ScreenField[]): string[] {
  return fields.filter((one) => !one.custom && isIncludable(runtime, scope, one)).map(({ name }) => name);
}

function isIncludable(runtime: Runtime, scope: Scope, { field }: ScreenField): boolean {
  if (field.kind === 'user') return true;
  const target =
    field.kind === 'reference' && field.target ? runtime.registry.resources.get(field.target().id) : null;
  return target ? mayRead(runtime, scope, target) : false;
}
