import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { placeRecord } from '../../resources/write/place-record.ts';
import { buildBoard } from '../board/build-board.ts';
import { placementForm } from '../board/placement/placement-form.ts';
import { type PlacementInput, readPlacement } from '../board/placement/placement-input.ts';
import { type Refusal, refusalOf } from '../board/placement/refusal.ts';
import { readBoard } from '../board/read-board.ts';
import { typedFrom } from '../forms/typed.ts';
import { addressText } from '../list/list-parameters.ts';
import { render } from '../render.ts';
import { asksForFragment } from '../shell/page.ts';
import { boardAsked } from './board-asked.ts';
import { type AskedOfRecord, formBody, recordPage } from './record-asked.ts';

/** Moving a card: dragged, by keyboard, or by a form. */
export function placementRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/:id/placement', recordPage(askWhere));
  router.post('/:plugin/:path/:id/placement', formBody(), recordPage(place));
  return router;
}

async function askWhere(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, id, request, response } = asked;
  const record = await getRecord(runtime, scope, resource, id);
  authorise(viewerOf(runtime, scope), resource.options.access.update, record);
  const shown = { record, column: '', above: null, below: null, refusal: null };
  const model = await placementForm(boardAsked(asked), shown);
  await render(request, response, 'resource/placement', model);
}

async function place(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, id, request } = asked;
  const board = boardAsked(asked);
  const record = await getRecord(runtime, scope, resource, id);
  const input = await readPlacement(board, record, typedFrom(request.body));
  const { column, above, below, values, problems } = input;
  if (Object.keys(problems).length > 0) {
    const { fields, typed } = input;
    return refuse(asked, record, input, { fields, typed, byField: problems, general: null });
  }
  try {
    await placeRecord(runtime, scope, resource, id, { column, above, below, values });
  } catch (error) {
    const refusal = await refusalOf(board, record, input, error);
    if (!refusal) throw error;
    return refuse(asked, record, input, refusal);
  }
  await showMoved(asked);
}

async function refuse(
  asked: AskedOfRecord,
  record: RecordJson,
  { column, above, below }: PlacementInput,
  refusal: Refusal,
): Promise<void> {
  const { request, response } = asked;
  const model = await placementForm(boardAsked(asked), { record, column, above, below, refusal });
  response.status(422);
  await render(request, response, 'resource/placement', model);
}

/** The board as it is now; without JavaScript, by going back to it. */
async function showMoved(asked: AskedOfRecord): Promise<void> {
  const { request, response } = asked;
  const board = boardAsked(asked);
  if (asksForFragment(request)) {
    return render(request, response, 'resource/board-region', await buildBoard(board));
  }
  const { address } = await readBoard(board);
  response.redirect(303, addressText(address.address));
}
