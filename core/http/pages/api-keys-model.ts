import { type ApiKey, listKeys } from '../../api-keys/keys.ts';
import { lifetimes, type MadeKey } from '../../api-keys/make-key.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Trouble } from './form-trouble.ts';
import type { ApiKeysModel, Option, ScopeGroup } from './models.ts';

export const forEver = 'never';

interface Given {
  readonly typed: {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly lifetime: string;
  };
  readonly trouble: Trouble;
  readonly made: MadeKey | null;
}

/** @throws NotAllowed */
export async function apiKeysModel(runtime: Runtime, scope: Scope, given: Given): Promise<ApiKeysModel> {
  const { typed, trouble, made } = given;
  const keys = await listKeys(runtime, scope);
  return {
    title: 'API keys',
    form: {
      action: addressOf(scope),
      values: { name: typed.name },
      problems: trouble.problems,
      notice: trouble.notice,
    },
    scopeGroups: scopeGroups(runtime, scope, new Set(typed.scopes)),
    lifetimes: lifetimes.map((days) => lifetimeOption(days, typed.lifetime)),
    made: made && { name: made.name, token: made.token },
    keys: keys.map((key) => keyView(runtime, scope, key)),
    docsUrl: '/api/docs',
  };
}

function lifetimeOption(days: number | null, chosen: string): Option {
  const value = days === null ? forEver : String(days);
  const label = days === null ? 'Until it is revoked' : days === 365 ? 'One year' : `${days} days`;
  return { value, label, isSelected: value === chosen };
}

/** What the maker may give away, by module; what is switched off is left out. */
function scopeGroups(runtime: Runtime, scope: Scope, chosen: ReadonlySet<string>): ScopeGroup[] {
  const groups = [
    { id: 'core', title: 'Workspace' },
    ...runtime.registry.plugins.map(({ id, declaration }) => ({ id, title: declaration?.title ?? id })),
  ];
  const isOffered = (plugin: string) => plugin === 'core' || scope.enabledPlugins.has(plugin);
  return groups
    .filter(({ id }) => isOffered(id))
    .map(({ id, title }) => ({ title, scopes: scopesOf(runtime, scope, id, chosen) }))
    .filter(({ scopes }) => scopes.length > 0);
}

function scopesOf({ registry }: Runtime, scope: Scope, owner: string, chosen: ReadonlySet<string>) {
  return [...registry.permissions]
    .filter(([name, { plugin }]) => plugin === owner && scope.grants.has(name))
    .map(([value, { label }]) => ({ value, label, isChosen: chosen.has(value) }));
}

function keyView(runtime: Runtime, scope: Scope, key: ApiKey): ApiKeysModel['keys'][number] {
  const { id, name, prefix, scopes, madeBy, createdAt, expiresAt, lastUsedAt } = key;
  return {
    ...{ name, prefix, madeBy, createdAt, expiresAt, lastUsedAt },
    scopeLabels: scopes.map((one) => runtime.registry.permissions.get(one)?.label ?? one),
    isExpired: expiresAt !== null && Date.parse(expiresAt) <= runtime.now().getTime(),
    revocationAction: `${addressOf(scope)}/${id}/revocation`,
  };
}

function addressOf({ workspace }: Scope): string {
  return `/w/${workspace.slug}/settings/api-keys`;
}
