import type { FieldKind, Plugin, Settings } from '../../sdk/index.ts';
import { type Complaint, complaint, listed } from '../problem.ts';
import type { Check } from './check.ts';

const camelCase = /^[a-z][a-zA-Z0-9]{0,47}$/;
const secretKinds: readonly FieldKind[] = ['text', 'longText', 'email', 'url', 'phone'];
/** What only a workspace has. */
const ofWorkspaces: readonly FieldKind[] = ['reference', 'user'];

/** Settings can be shown, kept and kept secret as they say. */
export const checkSettings: Check = function* (plugin: Plugin) {
  for (const group of plugin.settings ?? []) {
    const place = `settings ${group.id}`;
    yield* checkFields(place, group);
    yield* checkSecrets(place, group);
    if (group.permission !== undefined && group.scope !== 'workspace') {
      const message =
        'A permission decides for settings of a workspace only. Remove it, or change the scope.';
      yield complaint(`${place}.permission`, message);
    }
  }
};

function* checkFields(place: string, { fields, scope }: Settings): Iterable<Complaint> {
  for (const [name, { kind, currencyField }] of Object.entries(fields)) {
    if (!camelCase.test(name))
      yield complaint(`${place}.${name}`, 'Name it in camelCase, at most 48 characters.');
    if (scope !== 'workspace' && ofWorkspaces.includes(kind)) {
      const message = `A field of kind ${kind} needs a workspace, and these settings have none.`;
      yield complaint(`${place}.${name}`, message);
    }
    if (kind === 'money' && fields[currencyField ?? '']?.kind !== 'currency') {
      yield complaint(`${place}.${name}`, `Its currency field "${currencyField}" is no currency field.`);
    }
  }
}

function* checkSecrets(place: string, { fields, secret = [] }: Settings): Iterable<Complaint> {
  for (const name of secret) {
    const field = fields[name];
    if (!field) {
      yield complaint(`${place}.secret`, `There is no field "${name}". Use ${listed(Object.keys(fields))}.`);
    } else if (!secretKinds.includes(field.kind)) {
      yield complaint(`${place}.secret`, `"${name}" is of kind ${field.kind}. A secret is text.`);
    } else if (field.default !== undefined) {
      yield complaint(`${place}.secret`, `"${name}" has a default, which everybody can read. Remove it.`);
    }
  }
}
