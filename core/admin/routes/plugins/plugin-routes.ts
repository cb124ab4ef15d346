import { Router } from 'express';
import { alertRoutes } from './alert-routes.ts';
import { downloadArchive, restoreArchive, showArchive } from './archive-routes.ts';
import { movePlugin, showPlugin, showPlugins } from './list-routes.ts';
import { offerFromForm, offerSentFile, showOffer, takeOffer } from './offer-routes.ts';
import { restartRoutes } from './restart-routes.ts';
import { askUninstall, uninstall } from './uninstall-routes.ts';

/** What the instance has installed, for its admin: pages beside the workspaces. */
export function pluginRoutes(): Router {
  const router = Router({ caseSensitive: true });
  router.use(restartRoutes(), alertRoutes());
  router.get('/admin/plugins', showPlugins);
  router.get('/admin/plugins/:id', showPlugin);
  router.get('/admin/plugins/:id/uninstallation', askUninstall);
  router.post('/admin/plugins/:id/uninstallation', uninstall);
  router.post('/admin/plugins/:id/:to', movePlugin);
  router.post('/admin/plugin-packages', offerSentFile);
  router.post('/admin/plugin-packages/:way', offerFromForm);
  router.get('/admin/plugin-packages/:sha256', showOffer);
  router.post('/admin/plugin-packages/:sha256/installation', takeOffer);
  router.get('/admin/plugin-archives/:name', showArchive);
  router.get('/admin/plugin-archives/:name/:file', downloadArchive);
  router.post('/admin/plugin-archives/:name/restoration', restoreArchive);
  return router;
}
