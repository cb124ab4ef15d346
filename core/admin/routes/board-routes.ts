import { Router } from 'express';
import { readMore } from '../board/board-address.ts';
import { buildBoard } from '../board/build-board.ts';
import { moreCards } from '../board/more-cards.ts';
import { render } from '../render.ts';
import { type AskedOfResource, resourcePage, targetOfRequest } from './asked.ts';
import { boardAsked } from './board-asked.ts';
import { keepAddress } from './keep-address.ts';

/** Boards of records. */
export function boardRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/board', resourcePage(showBoard));
  return router;
}

/** The whole page, the board inside it, or only the next cards of a column. */
async function showBoard(asked: AskedOfResource): Promise<void> {
  const { request, response, resource, query } = asked;
  const board = boardAsked(asked);
  const more = readMore(query);
  if (more) {
    return render(request, response, 'resource/board-more', { column: await moreCards(board, more) });
  }
  const model = await buildBoard(board);
  if (targetOfRequest(request) === 'board') {
    keepAddress(asked, model.board.href);
    return render(request, response, 'resource/board-region', model);
  }
  return render(request, response, [`${resource.plugin}/${resource.noun}/board`, 'resource/board'], model);
}
