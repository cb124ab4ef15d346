import type { Fields } from '../fields/field.ts';
import type { FieldValue, FieldValues } from '../resource.ts';

/** Who decides: the instance's admin, each workspace's admins, or each person for themselves. */
export type SettingsScope = 'instance' | 'workspace' | 'user';

/** Whose settings they are, who may change them, and which are secret. */
export interface SettingsOptions<F extends Fields> {
  readonly title: string;
  readonly description?: string;
  readonly scope: SettingsScope;
  /** Who may change them in a workspace. Default: `workspace:manage-modules`; for a person's own, none. */
  readonly permission?: string;
  /** Fields whose values are kept encrypted and are never shown again: text fields only. */
  readonly secret?: readonly Extract<keyof F, string>[];
}

/** A group of settings; `ctx.settings(group)` reads their values, defaults included. */
export interface Settings<F extends Fields = Fields> extends SettingsOptions<F> {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly fields: F;
}

/** The values of a group of settings, by field. */
export type SettingsValues<S> =
  S extends Settings<infer F> ? { readonly [Name in keyof FieldValues<F>]: FieldValue<F[Name]> } : never;

/**
 * Settings of a plugin, from fields: the form, the validation, the encryption and the change event follow.
 *
 * @example
 * export const mailSettings = defineSettings('mail.sending', { sender: email({ required: true }), key: text() },
 *   { title: 'Sending', scope: 'workspace', secret: ['key'] });
 */
export function defineSettings<const F extends Fields>(
  id: string,
  fields: F,
  options: SettingsOptions<F>,
): Settings<F> {
  return Object.freeze({ id, fields, ...options });
}
