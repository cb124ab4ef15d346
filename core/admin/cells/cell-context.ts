import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Field, Resource } from '../../sdk/index.ts';
import type { Region } from '../format/region.ts';

/** What showing values leans on. */
export interface CellContext {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly region: Region;
  /** Titles of records that no include could bring, by their id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** The resource a reference points at, where this person may read it. */
export function targetOf(
  { runtime, scope }: Pick<CellContext, 'runtime' | 'scope'>,
  field: Field,
): Resource | null {
  const target = field.target ? runtime.registry.resources.get(field.target().id) : undefined;
  return target && mayRead(runtime, scope, target) ? target : null;
}
