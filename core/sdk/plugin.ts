import type { Ctx, Logger } from './context.ts';
import type { Contributions } from './contributions/contributions.ts';
import type { ExtensionPoint } from './contributions/extension.ts';

/** The roles that every workspace has. */
export type BuiltInRole = 'owner' | 'admin' | 'member' | 'viewer';

/** A right of a plugin’s own, as the role editor shows it. */
export interface Permission {
  /** What it lets a person do, as they would say it: "See invoices". */
  readonly label: string;
  /** Every role that holds it from the start, each by name: an admin does not inherit from a viewer. Owners hold everything. */
  readonly roles: readonly Exclude<BuiltInRole, 'owner'>[];
  /**
   * Does it hold while the workspace may only be read? Default: yes for what viewers hold and what records are read by.
   * Only `true` lets it change anything then, by an action or a route: for what people need, such as paying.
   */
  readonly whileReadOnly?: boolean;
}

/** What a plugin may use while it starts. */
export interface StartContext {
  readonly log: Logger;
  /** Aborted when the start took too long or the process stops. */
  readonly signal: AbortSignal;
}

/** What a plugin contributes, each kind a list. */
export type ContributionLists = { readonly [Key in keyof Contributions]?: readonly Contributions[Key][] };

/** What a plugin needs beyond its own tables; an admin consents to it, and again when it grows. */
export interface Capabilities {
  /** Hosts it talks to, such as `api.stripe.com` or `*.example.com`. */
  readonly network?: readonly string[];
  /** Services of other plugins it uses, by id. Using one that is not named here is refused. */
  readonly services?: readonly string[];
  /** Does it send e-mail? */
  readonly email?: boolean;
}

export interface PluginDeclaration extends ContributionLists {
  /** kebab-case; the prefix of all that the plugin owns. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  /** The plugin's own version, semver. */
  readonly version: string;
  /** The range of Guildhall versions it works with, semver. */
  readonly compatible: string;
  /** Plugins that must be there, with a semver range of theirs. */
  readonly requires?: Readonly<Record<string, string>>;
  /** Switched on in a new workspace unless its owner chooses otherwise. Default: no. */
  readonly defaultOn?: boolean;
  readonly permissions: Readonly<Record<`${string}:${string}`, Permission>>;
  /**
   * Glue between plugins that it requires: on in every workspace where all of them are, with no switch
   * of its own.
   */
  readonly bridge?: boolean;
  readonly capabilities?: Capabilities;
  /** Where other plugins may add; each stands in `api.ts`. What is added elsewhere is never read. */
  readonly points?: readonly ExtensionPoint<unknown>[];
  /** Fill a workspace when the plugin is switched on there; may run twice. */
  readonly seed?: (ctx: Ctx) => Promise<void>;
  readonly start?: (context: StartContext) => Promise<void>;
  readonly stop?: () => Promise<void>;
}

/** What `definePlugin` gives. */
export type Plugin = PluginDeclaration & { readonly kind: 'guildhall.plugin' };

/**
 * Say what a plugin is. Inert: importing it does nothing, the kernel does the work.
 *
 * @example
 * export default definePlugin({ id: 'crm', title: 'CRM', description: 'Contacts and deals', icon: 'users',
 *   version: '1.0.0', compatible: '^0.1', permissions: { 'crm:read': { label: 'See contacts', roles: ['viewer', 'member', 'admin'] } } });
 */
export function definePlugin(declaration: PluginDeclaration): Plugin {
  return Object.freeze({ ...declaration, kind: 'guildhall.plugin' });
}
