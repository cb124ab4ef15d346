import type { FieldKind, Resource } from '../../sdk/index.ts';
import { type Complaint, complaint, listed } from '../problem.ts';
import type { Check } from './check.ts';

const written: readonly FieldKind[] = ['text', 'longText', 'email', 'phone', 'url'];
const spoken: readonly FieldKind[] = [...written, 'choice', 'integer', 'day', 'instant'];
const ordered: readonly FieldKind[] = [
  'text',
  'email',
  'phone',
  'url',
  'integer',
  'number',
  'money',
  'currency',
  'day',
  'instant',
  'checkbox',
  'choice',
];
const comparable: readonly FieldKind[] = [...ordered, 'tags', 'reference', 'user'];

/** A field can do what the place it stands in asks of it. */
export const checkFieldKinds: Check = function* ({ resources = [] }) {
  for (const resource of resources) {
    const { list, title } = resource.options;
    yield* checkKinds(resource, 'title', title, spoken, 'be read as a name');
    yield* checkKinds(resource, 'list.search', list.search ?? [], written, 'be searched');
    yield* checkKinds(resource, 'list.sort', list.sort, ordered, 'be sorted by');
    yield* checkKinds(resource, 'list.filter', list.filter, comparable, 'be filtered by');
    yield* checkMoney(resource);
  }
};

function* checkKinds(
  { id, fields }: Resource,
  place: string,
  names: readonly string[],
  kinds: readonly FieldKind[],
  ability: string,
): Iterable<Complaint> {
  for (const name of names) {
    const kind = fields[name]?.kind;
    if (kind === undefined || kinds.includes(kind)) continue;
    const fix = `Name a field of kind ${listed(kinds)}.`;
    yield complaint(
      `resource ${id}.${place}`,
      `"${name}" is of kind ${kind}, which cannot ${ability}. ${fix}`,
    );
  }
}

function* checkMoney({ id, fields }: Resource): Iterable<Complaint> {
  for (const [name, { kind, currencyField }] of Object.entries(fields)) {
    if (kind !== 'money' || fields[currencyField ?? '']?.kind === 'currency') continue;
    const fix = 'Name a currency() field beside it.';
    yield complaint(
      `resource ${id}.${name}`,
      `Its currency field "${currencyField}" is no currency field. ${fix}`,
    );
  }
}
