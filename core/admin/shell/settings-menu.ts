import type { Scope } from '../../scope.ts';
import type { Translate } from '../translate.ts';
import type { MenuLink } from './menu.ts';

interface SettingsPage {
  readonly key: string;
  readonly icon: string;
  /** Below the workspace's address. */
  readonly path: string;
  /** The permission that shows it; null for everybody. */
  readonly needs: string | null;
}

const pages: readonly SettingsPage[] = [
  {
    key: 'settings.workspace.title',
    icon: 'building',
    path: 'settings/workspace',
    needs: 'workspace:rename',
  },
  { key: 'settings.members.title', icon: 'users', path: 'settings/members', needs: 'workspace:see-members' },
  {
    key: 'settings.modules.title',
    icon: 'apps',
    path: 'settings/modules',
    needs: 'workspace:manage-modules',
  },
  { key: 'settings.fields.title', icon: 'forms', path: 'settings/fields', needs: 'workspace:manage-fields' },
  {
    key: 'settings.api-keys.title',
    icon: 'key',
    path: 'settings/api-keys',
    needs: 'workspace:manage-api-keys',
  },
  {
    key: 'settings.webhooks.title',
    icon: 'webhook',
    path: 'settings/webhooks',
    needs: 'workspace:manage-webhooks',
  },
  {
    key: 'settings.personal-data.title',
    icon: 'user-shield',
    path: 'settings/personal-data',
    needs: 'workspace:manage-personal-data',
  },
  { key: 'archive.title', icon: 'database-export', path: 'settings/archive', needs: 'workspace:archive' },
  {
    key: 'settings.approvals.title',
    icon: 'shield-question',
    path: 'settings/approvals',
    needs: 'workspace:approve-actions',
  },
  { key: 'settings.audit.title', icon: 'history', path: 'settings/audit', needs: 'workspace:see-audit' },
  { key: 'settings.usage.title', icon: 'gauge', path: 'settings/usage', needs: 'workspace:manage-modules' },
];

/** The settings this person may open in a workspace. */
export function settingsOf(scope: Scope, translate: Translate, path: string): MenuLink[] {
  return pages
    .filter(({ needs }) => needs === null || scope.grants.has(needs))
    .map(({ key, icon, path: below }) => {
      const href = `/w/${scope.workspace.slug}/${below}`;
      return { label: translate(key), icon, href, isCurrent: path === href || path.startsWith(`${href}/`) };
    });
}
