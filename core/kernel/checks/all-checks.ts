import { checkAccess } from './access.ts';
import { checkActions, checkPreviews, checkToolNames } from './actions.ts';
import { checkBoards } from './board.ts';
import type { Check } from './check.ts';
import { checkContributionNames } from './contribution-names.ts';
import { checkContributionPermissions } from './contribution-permissions.ts';
import { checkCreation } from './creation.ts';
import { checkExtensionPoints } from './extension-points.ts';
import { checkFieldKinds } from './field-kinds.ts';
import { checkFieldNames } from './field-names.ts';
import { checkIdentity } from './identity.ts';
import { checkMenu } from './menu.ts';
import { checkPageAddresses } from './page-addresses.ts';
import { checkPermissions } from './permissions.ts';
import { checkPersonalData } from './personal-data.ts';
import { checkReferences } from './references.ts';
import { checkRequires } from './requires.ts';
import { checkResourceNames } from './resource-names.ts';
import { checkRoutes } from './routes.ts';
import { checkSchedules } from './schedules.ts';
import { checkServices } from './services.ts';
import { checkSettings } from './settings.ts';

export const allChecks: readonly Check[] = [
  checkIdentity,
  checkRequires,
  checkPermissions,
  checkResourceNames,
  checkFieldNames,
  checkFieldKinds,
  checkReferences,
  checkBoards,
  checkCreation,
  checkActions,
  checkToolNames,
  checkPreviews,
  checkAccess,
  checkContributionNames,
  checkContributionPermissions,
  checkServices,
  checkSchedules,
  checkPersonalData,
  checkSettings,
  checkExtensionPoints,
  checkRoutes,
  checkMenu,
  checkPageAddresses,
];
