import type { Permission } from '../sdk/index.ts';

/** What the core itself lets people do in a workspace; registered beside the permissions of plugins. */
export const corePermissions: Readonly<Record<`workspace:${string}`, Permission>> = {
  'workspace:rename': { label: 'Change the name, currency and time zone of the workspace', roles: ['admin'] },
  'workspace:manage-modules': { label: 'Switch modules on and off', roles: ['admin'] },
  'workspace:manage-members': { label: 'Invite, change and remove members', roles: ['admin'] },
  'workspace:manage-api-keys': { label: 'Make and revoke API keys', roles: ['admin'] },
  'workspace:manage-webhooks': { label: 'Make and remove webhook addresses', roles: ['admin'] },
  'workspace:manage-personal-data': {
    label: 'Give out and erase what is held about a person',
    roles: ['admin'],
  },
  'workspace:manage-fields': { label: 'Add and change custom fields', roles: ['admin'] },
  'workspace:approve-actions': { label: 'Approve what programs ask to do', roles: ['admin'] },
  'workspace:manage-actions': { label: 'Say what needs approval', roles: ['admin'] },
  'workspace:see-audit': { label: 'See who did what', roles: ['admin'], whileReadOnly: true },
  'workspace:see-members': { label: 'See who is in the workspace', roles: ['admin', 'member', 'viewer'] },
  'workspace:import': { label: 'Import records from files', roles: ['admin', 'member'] },
  'workspace:archive': { label: 'Download the whole workspace, and put it back', roles: [] },
  'workspace:export': { label: 'Export records to files', roles: ['admin', 'member'], whileReadOnly: true },
};
