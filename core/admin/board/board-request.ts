import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import type { Region } from '../format/region.ts';
import type { Translate } from '../translate.ts';
import type { Folds } from './folded-columns.ts';

/** Who asks for a board, in which way. */
export interface BoardRequest {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly region: Region;
  readonly translate: Translate;
  readonly resource: Resource;
  readonly query: URLSearchParams;
  readonly folds: Folds;
  /** May this person move cards in general? */
  readonly canMove: boolean;
}
