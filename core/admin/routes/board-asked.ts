import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { BoardRequest } from '../board/board-request.ts';
import { readFolds } from '../board/folded-columns.ts';
import type { AskedOfResource } from './asked.ts';

/** What a board is made from, out of what was asked. */
export function boardAsked(asked: AskedOfResource): BoardRequest {
  const { runtime, scope, resource, request } = asked;
  const { board, update, access } = resource.options;
  const isMovable = board !== undefined && update.includes(board.column);
  return {
    ...asked,
    folds: readFolds(request, resource.id),
    canMove: isMovable && allows(viewerOf(runtime, scope), access.update),
  };
}
