const nowhere = 'http://nowhere.invalid';
const longest = 2_000;

/** A page of ours to go on to, from what somebody handed us; `/` for anything that leads elsewhere. */
export function safeNext(given: unknown): string {
  if (typeof given !== 'string' || given.length > longest || !/^\/(?![/\\])[!-[\]-~]*$/.test(given))
    return '/';
  const url = URL.canParse(given, nowhere) ? new URL(given, nowhere) : null;
  if (url?.origin !== nowhere || url.pathname.startsWith('//')) return '/';
  return url.pathname.startsWith('/sign-') ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
