import { Router } from 'express';
import { buildRecord } from '../record/build-record.ts';
import { render } from '../render.ts';
import { targetOfRequest } from './asked.ts';
import { type AskedOfRecord, recordPage } from './record-asked.ts';

/** The page of a record. */
export function recordRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/:id', recordPage(showRecord));
  return router;
}

async function showRecord(asked: AskedOfRecord): Promise<void> {
  const { request, response, resource } = asked;
  const model = await buildRecord(asked, asked.id);
  if (targetOfRequest(request) === 'record')
    return render(request, response, 'resource/record-region', model);
  await render(request, response, [`${resource.plugin}/${resource.noun}/record`, 'resource/record'], model);
}
