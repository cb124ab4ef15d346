import type { Fields, Resource, ResourceOptions } from '../../sdk/index.ts';
import { type Complaint, complaint, listed } from '../problem.ts';
import type { Check } from './check.ts';

const shown = ['createdAt', 'updatedAt'];
const ordering = ['createdAt'];
const camelCase = /^[a-z][a-zA-Z0-9]{0,47}$/;
const reserved = new Set(['id', 'workspaceId', 'version', 'createdAt', 'updatedAt', 'removedAt', 'custom']);

/** Every field has a name that can be a column, and every name in a list is a field. */
export const checkFieldNames: Check = function* ({ resources = [] }) {
  for (const resource of resources) {
    yield* checkDeclared(resource);
    for (const named of namedFields(resource.options)) yield* checkNamed(resource, named);
  }
};

function* checkDeclared({ id, fields }: Resource): Iterable<Complaint> {
  for (const name of Object.keys(fields)) {
    const path = `resource ${id}.${name}`;
    if (reserved.has(name)) yield complaint(path, 'The core keeps a value of that name. Choose another.');
    else if (!camelCase.test(name)) yield complaint(path, 'Name it in camelCase, at most 48 characters.');
  }
}

interface NamedFields {
  readonly place: string;
  readonly names: readonly string[];
  /** Values of the core that may stand there too. */
  readonly besides?: readonly string[];
}

function namedFields({ list, board, form = [], ...options }: ResourceOptions<Fields>): NamedFields[] {
  const onBoard = board && [board.column, ...board.card, board.sum, board.position, board.within];
  return [
    { place: 'title', names: options.title },
    { place: 'create', names: options.create },
    { place: 'update', names: options.update },
    { place: 'list.columns', names: list.columns, besides: shown },
    { place: 'list.filter', names: list.filter, besides: ordering },
    { place: 'list.sort', names: list.sort, besides: ordering },
    { place: 'list.search', names: list.search ?? [] },
    { place: 'list.order', names: list.order ? [list.order.field] : [] },
    // A card may well show what is summed.
    { place: 'board', names: [...new Set(onBoard)].filter((name) => name !== undefined) },
    { place: 'matchOn', names: options.matchOn ?? [] },
    { place: 'checkOn', names: options.checkOn ?? [] },
    ...form.map(({ title, fields }) => ({ place: `form "${title}"`, names: fields })),
  ];
}

function* checkNamed(
  { id, fields }: Resource,
  { place, names, besides = [] }: NamedFields,
): Iterable<Complaint> {
  const path = `resource ${id}.${place}`;
  for (const [index, name] of names.entries()) {
    const isKnown = Object.hasOwn(fields, name) || besides.includes(name);
    if (!isKnown) yield complaint(path, `There is no field "${name}". Use ${listed(Object.keys(fields))}.`);
    else if (names.indexOf(name) !== index)
      yield complaint(path, `"${name}" stands there twice. Remove one.`);
  }
}
