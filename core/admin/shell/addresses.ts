import type { Resource } from '../../sdk/index.ts';

export function resourceUrl(slug: string, resource: Pick<Resource, 'plugin' | 'path'>): string {
  return `/w/${slug}/${resource.plugin}/${resource.path}`;
}

export function recordUrl(slug: string, resource: Pick<Resource, 'plugin' | 'path'>, id: string): string {
  return `${resourceUrl(slug, resource)}/${id}`;
}

/** A page of a plugin's own. */
export function pageUrl(slug: string, plugin: string, path: string): string {
  return `/w/${slug}/${plugin}${path}`;
}

/** The form of an action, for a record or for any. */
export function actionUrl(slug: string, id: string, record: string | null): string {
  return withParameters(`/w/${slug}/actions/${id}`, { id: record });
}

/** An address with these parameters; what is null or empty is left out. */
export function withParameters(
  path: string,
  parameters: URLSearchParams | Readonly<Record<string, string | null>>,
): string {
  const entries = parameters instanceof URLSearchParams ? [...parameters] : Object.entries(parameters);
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '');
  const text = new URLSearchParams(given)
    .toString()
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']')
    .replaceAll('%2C', ',');
  return text ? `${path}?${text}` : path;
}

const ownPath = /^\/w\/[^\\\s]*$/;

/** An address inside the product that somebody handed us to go to afterwards, or null. */
export function safeReturn(path: unknown): string | null {
  return typeof path === 'string' && path.length <= 2_000 && ownPath.test(path) && !path.includes('//')
    ? path
    : null;
}
