import { z } from 'zod';
import {
  actionEffects,
  actionRisks,
  type BoardView,
  type FieldKind,
  type Fields,
  type RelatedList,
  type ResourceAction,
  type ResourceOptions,
} from '../../sdk/index.ts';
import { functionShape, type Shape, schemaShape } from './shape-parts.ts';

/** A record, so that a new kind cannot be forgotten here. */
const kinds: Readonly<Record<FieldKind, true>> = {
  text: true,
  longText: true,
  email: true,
  phone: true,
  url: true,
  integer: true,
  number: true,
  money: true,
  currency: true,
  day: true,
  instant: true,
  checkbox: true,
  choice: true,
  tags: true,
  reference: true,
  user: true,
};

const words = z.string().trim().min(1, 'It must not be empty.');
const names = z.array(z.string());
const fieldShape = z.looseObject(
  { kind: z.enum(Object.keys(kinds)), schema: schemaShape },
  'Make it with text(), choice(), reference() and the like.',
);

export const fieldsShape = z.record(z.string(), fieldShape);

const deniedByDefault =
  'Say who may: name a permission, or give a function that decides. Nothing is open by default.';
const rule = z.union([words, functionShape], deniedByDefault);

const accessShape = z.strictObject({ read: rule, create: rule, update: rule, remove: rule }, deniedByDefault);

const actionShape = z.strictObject({
  label: words,
  description: words.max(120, 'Say it in one sentence of at most 120 characters.').optional(),
  effect: z.enum(actionEffects).optional(),
  risk: z.enum(actionRisks).optional(),
  icon: words.optional(),
  input: schemaShape,
  form: fieldsShape.optional(),
  access: rule,
  offered: functionShape.optional(),
  suggest: functionShape.optional(),
  preview: functionShape.optional(),
  run: functionShape,
} satisfies Shape<ResourceAction<Fields>>);

const boardShape = z.strictObject({
  column: z.string(),
  card: names,
  sum: z.string().optional(),
  position: z.string().optional(),
  within: z.string().optional(),
} satisfies Shape<BoardView<string>>);

const relatedShape = z.strictObject({
  resource: functionShape,
  field: z.string(),
  label: words.optional(),
  as: z.enum(['list', 'timeline']).optional(),
} satisfies Shape<RelatedList>);

const sectionShape = z.strictObject({
  title: words,
  fields: names,
  on: z.enum(['create', 'update']).optional(),
});

const listShape = z.strictObject({
  columns: names,
  filter: names,
  sort: names,
  search: names.optional(),
  order: z.strictObject({ field: z.string(), direction: z.enum(['asc', 'desc']) }).optional(),
} satisfies Shape<ResourceOptions<Fields>['list']>);

const optionsShape = z.strictObject({
  table: z.string(),
  label: z.tuple([words, words], 'Give the words for one and for many.').optional(),
  icon: words.optional(),
  title: names.min(1, 'Name the fields that name a record.'),
  create: names,
  update: names,
  access: accessShape,
  visible: functionShape.optional(),
  list: listShape,
  form: z.array(sectionShape).optional(),
  board: boardShape.optional(),
  related: z.array(relatedShape).optional(),
  matchOn: names.optional(),
  check: functionShape.optional(),
  checkOn: names.optional(),
  prepare: functionShape.optional(),
  actions: z.record(z.string(), actionShape).optional(),
  customFields: z.boolean().optional(),
  importable: z.boolean().optional(),
} satisfies Shape<ResourceOptions<Fields>>);

/** What `defineResource` gives, as far as it can be told without knowing the other plugins. */
export const resourceShape = z.looseObject(
  {
    id: z.string(),
    plugin: z.string(),
    noun: z.string(),
    path: z.string(),
    fields: fieldsShape,
    options: optionsShape,
  },
  'Make it with defineResource(...).',
);
