import type { Server } from 'node:http';
import { actionApi } from '../actions/http/action-api.ts';
import { approvalApi } from '../actions/http/approval-api.ts';
import { approvalPages } from '../actions/http/approval-pages.ts';
import { jobRoutes } from '../admin/routes/job-routes.ts';
import { pluginRoutes } from '../admin/routes/plugins/plugin-routes.ts';
import { auditApi } from '../audit/http/audit-api.ts';
import { auditPages } from '../audit/http/audit-pages.ts';
import { archiveApi } from '../backup/http/archive-api.ts';
import { archivePages } from '../backup/http/archive-pages.ts';
import { backupApi } from '../backup/http/backup-api.ts';
import { backupPages } from '../backup/http/backup-pages.ts';
import { exportApi, exportPages } from '../exports/http/export-route.ts';
import { createApp } from '../http/app.ts';
import { bornForExpress } from '../http/born-for-express.ts';
import { openApiRouter } from '../http/openapi/openapi-router.ts';
import { importApi } from '../imports/http/import-api.ts';
import { importPages } from '../imports/http/import-pages.ts';
import { instanceApi } from '../lifecycle/http/instance-api.ts';
import { instanceUsagePage, usageApi, usagePages } from '../meters/http/usage-pages.ts';
import { mutingPages } from '../muting/http/muting-pages.ts';
import { notificationApi } from '../notifications/http/notification-api.ts';
import { notificationPages } from '../notifications/http/notification-pages.ts';
import { personalDataApi } from '../personal-data/http/personal-data-api.ts';
import { personalDataPages } from '../personal-data/http/personal-data-pages.ts';
import { browserFaultRoute } from '../plugin-health/http/browser-fault-route.ts';
import { healthPages } from '../plugin-health/http/health-pages.ts';
import { attachRealtime } from '../realtime/attach-realtime.ts';
import type { Runtime } from '../runtime.ts';
import { createSessions } from '../sessions/http/sessions.ts';
import { moduleSettingsPages } from '../settings/http/module-settings-pages.ts';
import { ownSettingsPages } from '../settings/http/own-settings-pages.ts';
import { settingsApi } from '../settings/http/settings-api.ts';
import { webhookApi } from '../webhooks/http/webhook-api.ts';
import { webhookPages } from '../webhooks/http/webhook-pages.ts';
import type { Closing } from './closing.ts';
import { drain, leaveInPeace } from './drain.ts';
import { openWebServer } from './web-server.ts';

/** The web server with everything that answers on it; it does not listen yet. */
export function openInstance(runtime: Runtime, sessionSecret: string, closing: Closing): Server {
  const sessions = createSessions(runtime, sessionSecret);
  closing.add('sessions', () => sessions.close());
  const parts = {
    browser: {
      sessions,
      sessionSecret,
      workspacePages: [
        importPages(),
        exportPages(runtime),
        moduleSettingsPages(),
        notificationPages(),
        webhookPages(),
        personalDataPages(),
        usagePages(),
        approvalPages(),
        auditPages(),
        browserFaultRoute(),
        archivePages(),
      ],
      pages: [
        backupPages(),
        mutingPages(),
        pluginRoutes(),
        jobRoutes(),
        ownSettingsPages(),
        healthPages(),
        instanceUsagePage(),
      ],
    },
    api: [
      importApi(runtime),
      exportApi(runtime),
      settingsApi(runtime),
      notificationApi(runtime),
      actionApi(runtime),
      approvalApi(runtime),
      auditApi(runtime),
      personalDataApi(runtime),
      usageApi(runtime),
      archiveApi(runtime),
      backupApi(runtime),
      webhookApi(runtime),
    ],
    openApi: [openApiRouter(runtime), instanceApi(runtime)],
    isStopping: () => closing.stopping.aborted,
  };
  const app = createApp(runtime, parts);
  const server = openWebServer(app, bornForExpress(app));
  leaveInPeace(server, closing.stopping);
  closing.add('the web server', () => drain(server));
  const realtime = attachRealtime(runtime, { server, identify: sessions.identify });
  closing.addEarly('live updates', (stillServesMs) => realtime.close(stillServesMs));
  return server;
}
