import { existsSync } from 'node:fs';
import type { InitializeHook, ResolveHook } from 'node:module';

/** What `registerResolver` sends along. */
export interface Outside {
  /** A module of ours, from which our own names resolve. */
  readonly home: string;
  /** Folders of plugins, as addresses that end in a slash. */
  readonly within: readonly string[];
  /** What they offer to others, by the name it is imported by. */
  readonly apis: Readonly<Record<string, string>>;
}

// Runs alone in Node's module thread, which calls `initialize` once before anything else.
let outside: Outside = { home: '', within: [], apis: {} };

export const initialize: InitializeHook<Outside> = (sent) => {
  outside = sent;
};

const ours = /^guildhall\//;
const lent = /^zod(\/|$)/;

/** `guildhall/…` is always ours, `zod` is lent where a plugin has none of its own, and a plugin's files are modules. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const asOurs = { ...context, parentURL: outside.home };
  const api = outside.apis[specifier];
  if (api) return { url: api, format: 'module', shortCircuit: true };
  if (ours.test(specifier)) return next(specifier, asOurs);
  const own = ownFile(specifier, context.parentURL);
  if (own) return { url: own, format: 'module', shortCircuit: true };
  try {
    return await next(specifier, context);
  } catch (error) {
    if (lent.test(specifier)) return next(specifier, asOurs);
    throw error;
  }
};

/** With no package.json beside it, Node and loaders of TypeScript would take such a file for CommonJS. */
function ownFile(specifier: string, parent: string | undefined): string | undefined {
  if (!/^(\.{1,2}\/|file:)/.test(specifier)) return undefined;
  const url = new URL(specifier, parent).href;
  return isPluginFile(url) ? spellings(url).find((one) => existsSync(new URL(one))) : undefined;
}

/** TypeScript may name the file it will become. */
function spellings(url: string): string[] {
  return [url, url.replace(/\.js(?=\?|$)/, '.ts')];
}

function isPluginFile(url: string): boolean {
  const isCode = /\.[jt]s(\?|$)/.test(url) && !url.includes('/node_modules/');
  return isCode && outside.within.some((folder) => url.startsWith(folder));
}
