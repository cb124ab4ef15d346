import { Router } from 'express';
import { parameterOf } from '../../http/locals.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import { NotFound } from '../../sdk/index.ts';
import { showPart } from '../plugin-views/show-part.ts';
import { panelsFor, panelUrl } from '../record/panels.ts';
import { type AskedOfRecord, recordPage } from './record-asked.ts';

/** What plugins add to the page of a record, each by itself. */
export function panelRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/:id/panels/:panel', recordPage(showPanel));
  return router;
}

/** Whoever may not see the record sees no panel of it. */
async function showPanel(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, request, resource, id } = asked;
  const name = parameterOf(request, 'panel');
  const panel = panelsFor(asked, resource).find(({ item }) => item.id === name);
  if (!panel) throw new NotFound('There is nothing here.');
  await getRecord(runtime, scope, resource, id, { removed: true });
  const { plugin, item } = panel;
  const source = { ...item, plugin, what: `panel ${name}` };
  const url = panelUrl(asked, resource, id, name);
  await showPart(asked, { source, url, title: item.title }, (ctx) => item.model(ctx, id));
}
