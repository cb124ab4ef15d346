import type { Operation } from './operation.ts';
import { notificationsOperations } from './workspace/notification-operations.ts';
import { personalDataOperations } from './workspace/personal-data-operations.ts';
import { settingsOperations } from './workspace/settings-operations.ts';
import { usageOperations } from './workspace/usage-operations.ts';
import { webhooksOperations } from './workspace/webhook-operations.ts';

export const workspaceNote =
  'What modules ask, tell, count and hold in this workspace: settings, webhooks, messages, usage, personal data.';

/** What every workspace answers, whichever modules are on. */
export const workspaceOperations: readonly Operation[] = [
  ...settingsOperations,
  ...webhooksOperations,
  ...notificationsOperations,
  ...usageOperations,
  ...personalDataOperations,
];
