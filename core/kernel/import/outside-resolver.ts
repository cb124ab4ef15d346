import type { InitializeHook, ResolveHook } from 'node:module';

/** What `registerResolver` sends along. */
export interface Outside {
  /** A module of ours, from which our own names resolve. */
  readonly home: string;
  /** Folders of plugins, as addresses that end in a slash. */
  readonly within: readonly string[];
}

// Runs alone in Node's module thread, which calls `initialize` once before anything else.
let outside: Outside = { home: '', within: [] };

export const initialize: InitializeHook<Outside> = (sent) => {
  outside = sent;
};

const ours = /^guildhall\//;
const lent = /^zod(\/|$)/;

/** `guildhall/…` is always ours; `zod` is lent where a plugin has none of its own; a plugin's files are modules. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const asOurs = { ...context, parentURL: outside.home };
  if (ours.test(specifier)) return next(specifier, asOurs);
  const found = await attempt(
    next(specifier, context),
    () => lent.test(specifier),
    () => next(specifier, asOurs),
  );
  return isPluginFile(found.url) ? { ...found, format: 'module' } : found;
};

async function attempt<Result>(
  first: Result | Promise<Result>,
  mayRetry: () => boolean,
  second: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await first;
  } catch (error) {
    if (mayRetry()) return second();
    throw error;
  }
}

function isPluginFile(url: string): boolean {
  const isCode = /\.[jt]s(\?|$)/.test(url) && !url.includes('/node_modules/');
  return isCode && outside.within.some((folder) => url.startsWith(folder));
}
