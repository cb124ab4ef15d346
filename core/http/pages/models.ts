import type { BuiltInRole } from '../../sdk/index.ts';

/**
 * What the pages about people, workspaces and keys show. Addresses of forms are given as `action`;
 * every form is sent by POST as a form (`application/x-www-form-urlencoded`). Instants are RFC 3339.
 */

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

/** What was typed, the message beside each field by its name, and one about the whole. */
export interface Form<Values> {
  readonly action: string;
  readonly values: Values;
  readonly problems: Readonly<Record<string, string>>;
  readonly notice: string | null;
}

/** Choices of the fields `currency`, `timezone` and `locale`. */
export interface RegionalOptions {
  readonly currencies: readonly Option[];
  readonly timezones: readonly Option[];
  readonly locales: readonly Option[];
}

export interface ModuleOption {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly isChosen: boolean;
}

/** View `setup`. Fields: name, email, password, workspaceName, currency, timezone, locale, modules (repeated), token. */
export interface SetupModel
  extends Form<{ readonly name: string; readonly email: string; readonly workspaceName: string }>,
    RegionalOptions {
  readonly title: string;
  /** To be sent along in a hidden field; empty when it must be typed or is not needed. */
  readonly token: string;
  /** Show a field for the token: the start prints it. */
  readonly isTokenNeeded: boolean;
  readonly modules: readonly ModuleOption[];
}

/** View `sign-in`. Fields: email, password, next (hidden). */
export interface SignInModel extends Form<{ readonly email: string }> {
  readonly title: string;
  readonly next: string;
}

/** View `password`. Field: password. For an account that has none yet. */
export interface PasswordModel extends Form<Record<string, never>> {
  readonly title: string;
  readonly name: string;
  readonly email: string;
}

/**
 * View `invitation`, for four cases: `new` (fields name, password, locale, timezone), `password` (that field, for an
 * account without one), `join` (no fields), `sign-in` (a link).
 */
export interface InvitationModel extends Form<{ readonly name: string }> {
  readonly title: string;
  readonly case: 'new' | 'password' | 'join' | 'sign-in';
  readonly workspaceName: string;
  readonly invitedBy: string;
  readonly email: string;
  readonly roleLabel: string;
  readonly signInUrl: string;
  readonly locales: readonly Option[];
  readonly timezones: readonly Option[];
}

/** View `account`, two forms. Profile: name, locale, timezone. Password: current, password. */
export interface AccountModel {
  readonly title: string;
  readonly email: string;
  readonly profile: Form<{ readonly name: string }>;
  readonly password: Form<Record<string, never>>;
  readonly locales: readonly Option[];
  readonly timezones: readonly Option[];
  readonly signOutAction: string;
}

/** View `workspaces`: mine, and for the instance's admin a form for another. Fields: name, currency, timezone, locale, modules (repeated). */
export interface WorkspacesModel extends RegionalOptions {
  readonly title: string;
  readonly workspaces: readonly {
    readonly name: string;
    readonly url: string;
    readonly roleLabel: string;
  }[];
  /** Null for those who may not make any. */
  readonly creation: Form<{ readonly name: string }> | null;
  readonly modules: readonly ModuleOption[];
}

/** View `settings/workspace`. Fields: name, currency, timezone, locale. */
export interface WorkspaceSettingsModel extends Form<{ readonly name: string }>, RegionalOptions {
  readonly title: string;
  readonly slug: string;
}

export interface RoleOption extends Option {
  readonly description: string;
}

export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: BuiltInRole;
  readonly roleLabel: string;
  readonly isYou: boolean;
  readonly isSuspended: boolean;
  /** Each null where this viewer may not do it. */
  readonly roleAction: string | null;
  readonly roles: readonly RoleOption[];
  readonly removalAction: string | null;
  readonly suspensionAction: string | null;
  readonly readmissionAction: string | null;
}

/** View `settings/members`. Invitation: email, role. A role form sends `role`; the other actions send nothing. */
export interface MembersModel {
  readonly title: string;
  readonly notice: string | null;
  readonly members: readonly MemberView[];
  /** Null for those who may not invite. */
  readonly invitation: (Form<{ readonly email: string }> & { readonly roles: readonly RoleOption[] }) | null;
  /** Just made: shown this once, to be passed on. */
  readonly made: { readonly email: string; readonly link: string } | null;
  readonly open: readonly {
    readonly email: string;
    readonly roleLabel: string;
    readonly invitedBy: string;
    readonly expiresAt: string;
    readonly withdrawalAction: string;
  }[];
}

export interface ScopeGroup {
  /** The module, or the workspace itself. */
  readonly title: string;
  readonly scopes: readonly {
    readonly value: string;
    readonly label: string;
    readonly isChosen: boolean;
  }[];
}

/** View `settings/api-keys`. Fields: name, scopes (repeated), expiresInDays. */
export interface ApiKeysModel {
  readonly title: string;
  readonly form: Form<{ readonly name: string }>;
  readonly scopeGroups: readonly ScopeGroup[];
  readonly lifetimes: readonly Option[];
  /** Just made: shown this once. */
  readonly made: { readonly name: string; readonly token: string } | null;
  readonly keys: readonly {
    readonly name: string;
    readonly prefix: string;
    readonly scopeLabels: readonly string[];
    readonly madeBy: string;
    readonly createdAt: string;
    readonly expiresAt: string | null;
    readonly isExpired: boolean;
    readonly lastUsedAt: string | null;
    readonly revocationAction: string;
  }[];
  readonly docsUrl: string;
}

/** View `error`, whatever went wrong. */
export interface ErrorModel {
  /** What failed and where; in development only. */
  readonly trouble: string | null;
  readonly title: string;
  readonly status: number;
  readonly message: string;
  readonly requestId: string;
  /** Where to go from here. */
  readonly backUrl: string;
  /** Problems with fields, for forms sent by hand. */
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}
