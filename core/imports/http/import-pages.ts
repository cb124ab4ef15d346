import { Router } from 'express';
import { resourcePage } from '../../admin/routes/asked.ts';
import { requestRun, requestUndo } from '../request-work.ts';
import { ofImport } from './asked-of-import.ts';
import { showMapping, takeFormat, takeMapping } from './mapping-page.ts';
import { sendTemplate, showUpload, takeUpload } from './upload-page.ts';
import {
  cancel,
  goToCurrent,
  handOver,
  sendFailures,
  showCheck,
  showProgress,
  showResult,
} from './work-pages.ts';

/** The pages of the import wizard, to be mounted below `/w/:slug` before the pages of records. */
export function importPages(): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  const base = '/:plugin/:path/import';
  router.get(base, resourcePage(showUpload));
  router.post(base, resourcePage(takeUpload));
  router.get(`${base}/template.csv`, resourcePage(sendTemplate));
  router.get(`${base}/:importId`, ofImport(goToCurrent));
  router.get(`${base}/:importId/mapping`, ofImport(showMapping));
  router.post(`${base}/:importId/mapping`, ofImport(takeMapping));
  router.post(`${base}/:importId/format`, ofImport(takeFormat));
  router.get(`${base}/:importId/check`, ofImport(showCheck));
  router.get(`${base}/:importId/progress`, ofImport(showProgress));
  router.get(`${base}/:importId/result`, ofImport(showResult));
  router.get(`${base}/:importId/failures.csv`, ofImport(sendFailures));
  router.post(`${base}/:importId/start`, ofImport(handOver(requestRun)));
  router.post(`${base}/:importId/cancellation`, ofImport(cancel));
  router.post(`${base}/:importId/undo`, ofImport(handOver(requestUndo)));
  return router;
}
