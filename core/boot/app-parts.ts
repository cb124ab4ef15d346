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
import type { AppParts } from '../http/app.ts';
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
import { healthApi } from '../plugin-health/http/health-api.ts';
import { healthPages } from '../plugin-health/http/health-pages.ts';
import type { Runtime } from '../runtime.ts';
import type { Sessions } from '../sessions/http/sessions.ts';
import { moduleSettingsPages } from '../settings/http/module-settings-pages.ts';
import { ownSettingsPages } from '../settings/http/own-settings-pages.ts';
import { settingsApi } from '../settings/http/settings-api.ts';
import { webhookApi } from '../webhooks/http/webhook-api.ts';
import { webhookPages } from '../webhooks/http/webhook-pages.ts';
import { holdPages } from '../workspaces/http/hold-pages.ts';

/** Who is signed in, and whether the process still wants requests. */
export interface PartsInput {
  readonly sessions: Sessions;
  readonly sessionSecret: string;
  isStopping(): boolean;
}

/** Every route of the product, each where those are asked for whom it is. */
export function appParts(runtime: Runtime, { sessions, sessionSecret, isStopping }: PartsInput): AppParts {
  return {
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
        holdPages(),
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
      webhookApi(runtime),
    ],
    openApi: [openApiRouter(runtime)],
    instance: [instanceApi(runtime), backupApi(runtime), healthApi(runtime)],
    isStopping,
  };
}
