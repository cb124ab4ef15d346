import type { CustomField } from '../../custom-fields/custom-field.ts';
import { allCustomFields } from '../../custom-fields/custom-fields-of.ts';
import type { Registry } from '../../kernel/registry.ts';
import { packageVersion } from '../../package-root.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { sessionCookie } from '../../sessions/http/session-cookie.ts';
import { type ApiSubject, apiDocument } from './api-document.ts';
import type { ApiPage } from './page/api-page.ts';
import { makeApiPage } from './page/make-api-page.ts';

/** The API of one workspace, or of the instance for a visitor, described in two ways. */
export interface DescribedApi {
  /** OpenAPI as JSON text. */
  document(): string;
  page(): ApiPage;
}

interface Kept {
  readonly basis: Basis;
  readonly described: DescribedApi;
}

const mostKept = 100;
const caches = new WeakMap<Runtime, Map<string, Kept>>();
const visitor = 'visitor';

/**
 * Made once for each state of a workspace: the switches and the fields of its own are the same
 * objects until they change, so comparing them is enough.
 */
export async function describedApi(
  runtime: Runtime,
  scope: Scope | null,
  baseUrl: string,
): Promise<DescribedApi> {
  const basis = await basisOf(runtime, scope, baseUrl);
  const cache = caches.get(runtime) ?? new Map<string, Kept>();
  caches.set(runtime, cache);
  const key = scope?.workspace.id ?? visitor;
  const known = cache.get(key);
  if (known && isSame(known.basis, basis)) return known.described;
  const described = describe(basis, scope);
  cache.delete(key);
  cache.set(key, { basis, described });
  if (cache.size > mostKept) cache.delete(cache.keys().next().value ?? '');
  return described;
}

const none: readonly CustomField[] = [];

/** All but the version, which need not be looked up each time. */
type Basis = Omit<ApiSubject, 'version'>;

async function basisOf(runtime: Runtime, scope: Scope | null, baseUrl: string): Promise<Basis> {
  const { config, registry } = runtime;
  const common = { registry, baseUrl, sessionCookie: sessionCookie(config).name };
  if (!scope) return { ...common, plugins: everyPlugin(registry), customFields: none };
  const customFields = await allCustomFields(runtime, scope.workspace.id);
  return { ...common, plugins: scope.enabledPlugins, customFields };
}

function everyPlugin({ plugins }: Registry): ReadonlySet<string> {
  return new Set(plugins.filter(({ state }) => state === 'enabled').map(({ id }) => id));
}

function isSame(known: Basis, now: Basis): boolean {
  return (
    known.customFields === now.customFields &&
    known.baseUrl === now.baseUrl &&
    known.plugins.size === now.plugins.size &&
    [...known.plugins].every((plugin) => now.plugins.has(plugin))
  );
}

function describe(basis: Basis, scope: Scope | null): DescribedApi {
  const workspace = scope?.workspace ?? null;
  // Strangers need not know which release runs here.
  const subject = { ...basis, version: scope ? packageVersion() : '1' };
  return {
    document: once(() => JSON.stringify(apiDocument(subject))),
    page: once(() => makeApiPage(subject, workspace)),
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
