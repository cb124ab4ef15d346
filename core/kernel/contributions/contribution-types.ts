import type { ContributionKey, Contributions } from '../../sdk/index.ts';
import { resourceShape } from '../shape/resource-shape.ts';
import type { ContributionType } from './contribution-type.ts';
import { actionShape } from './shapes/action-shape.ts';
import { eventShape, extensionShape, routeShape, serviceShape } from './shapes/plugin-shapes.ts';
import {
  menuShape,
  notificationShape,
  pageShape,
  panelShape,
  publicPageShape,
  regionShape,
  settingsShape,
  webhookShape,
  widgetShape,
} from './shapes/screen-shapes.ts';
import {
  commandShape,
  healthShape,
  jobShape,
  listenerShape,
  liveMessageShape,
  meterShape,
  personalDataShape,
  scheduleShape,
  searchShape,
  socketShape,
} from './shapes/work-shapes.ts';

const byId = (item: { readonly id: string }): string => item.id;
const byPermission = (item: { readonly permission?: string }): string | undefined => item.permission;

/** Every kind of contribution there is. The SDK cannot gain one that is not described here. */
export const contributionTypes: {
  readonly [Key in ContributionKey]: ContributionType<Contributions[Key]>;
} = {
  resources: { word: 'resource', shape: resourceShape, nameOf: byId, naming: 'own' },
  routes: {
    word: 'route',
    shape: routeShape,
    nameOf: ({ method, path }) => `${method} ${path}`,
    naming: 'free',
    permissionOf: ({ access }) => access,
  },
  pages: {
    word: 'page',
    shape: pageShape,
    nameOf: ({ path }) => path,
    naming: 'single',
    permissionOf: byPermission,
  },
  publicPages: {
    word: 'public page',
    shape: publicPageShape,
    nameOf: ({ method, path }) => `${method} ${path}`,
    naming: 'single',
  },
  webhooks: { word: 'webhook', shape: webhookShape, nameOf: byId, naming: 'own' },
  events: { word: 'event', shape: eventShape, nameOf: byId, naming: 'own' },
  jobs: { word: 'job', shape: jobShape, nameOf: byId, naming: 'own' },
  schedules: { word: 'schedule', shape: scheduleShape, nameOf: byId, naming: 'own' },
  listens: { word: 'listener', shape: listenerShape, nameOf: byId, naming: 'own' },
  sockets: {
    word: 'socket event',
    shape: socketShape,
    nameOf: byId,
    naming: 'own',
    permissionOf: byPermission,
  },
  liveMessages: {
    word: 'live message',
    shape: liveMessageShape,
    nameOf: byId,
    naming: 'own',
    permissionOf: byPermission,
  },
  actions: { word: 'action', shape: actionShape, nameOf: byId, naming: 'own', permissionOf: byPermission },
  menu: { word: 'menu', shape: menuShape, nameOf: ({ label }) => label, naming: 'free' },
  widgets: { word: 'widget', shape: widgetShape, nameOf: byId, naming: 'own', permissionOf: byPermission },
  panels: { word: 'panel', shape: panelShape, nameOf: byId, naming: 'own', permissionOf: byPermission },
  regions: { word: 'region', shape: regionShape, nameOf: byId, naming: 'own', permissionOf: byPermission },
  settings: {
    word: 'settings',
    shape: settingsShape,
    nameOf: byId,
    naming: 'own',
    permissionOf: byPermission,
  },
  search: { word: 'search', shape: searchShape, nameOf: byId, naming: 'own', permissionOf: byPermission },
  notifications: {
    word: 'notification',
    shape: notificationShape,
    nameOf: byId,
    naming: 'own',
    permissionOf: byPermission,
  },
  health: { word: 'health check', shape: healthShape, nameOf: byId, naming: 'own' },
  meters: { word: 'meter', shape: meterShape, nameOf: byId, naming: 'own' },
  commands: { word: 'command', shape: commandShape, nameOf: byId, naming: 'own' },
  personalData: { word: 'personal data', shape: personalDataShape, nameOf: byId, naming: 'own' },
  services: { word: 'service', shape: serviceShape, nameOf: byId, naming: 'own' },
  extensions: { word: 'extension', shape: extensionShape, nameOf: ({ point }) => point, naming: 'free' },
};

export const contributionKeys = Object.keys(contributionTypes) as readonly ContributionKey[];
