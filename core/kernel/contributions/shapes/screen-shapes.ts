import { z } from 'zod';
import type {
  NotificationType,
  Page,
  Panel,
  PublicPage,
  Region,
  Settings,
  Webhook,
  Widget,
} from '../../../sdk/index.ts';
import { fieldsShape } from '../../shape/resource-shape.ts';
import { functionShape, type Shape, schemaShape } from '../../shape/shape-parts.ts';
import { address, assetShapes, count, order, permission, words } from './words.ts';

const resourceRef = z.looseObject({ id: words }, 'Give a resource, or a ref to one.');

export const menuShape = z
  .strictObject({
    label: words,
    icon: words,
    resource: z.looseObject({ id: z.string() }, 'Give the resource it opens.').optional(),
    view: z.enum(['list', 'board']).optional(),
    page: address.optional(),
  })
  .refine(
    ({ resource, page }) => (resource === undefined) !== (page === undefined),
    'Give either the resource it opens, or the path of a page.',
  );

export const pageShape = z.strictObject({
  path: address,
  title: words,
  icon: words.optional(),
  permission,
  view: words,
  input: schemaShape,
  model: functionShape,
  titleOf: functionShape.optional(),
  ...assetShapes,
} satisfies Shape<Page>);

export const publicPageShape = z.strictObject({
  method: z.enum(['get', 'post']),
  path: address,
  summary: words,
  input: schemaShape,
  perMinute: count.optional(),
  indexed: z.boolean().optional(),
  run: functionShape,
  ...assetShapes,
} satisfies Shape<PublicPage>);

export const widgetShape = z.strictObject({
  id: words,
  title: words,
  icon: words.optional(),
  permission,
  size: z.enum(['small', 'wide']).optional(),
  order,
  view: words,
  model: functionShape,
  ...assetShapes,
} satisfies Shape<Widget>);

export const panelShape = z.strictObject({
  id: words,
  title: words,
  icon: words.optional(),
  on: resourceRef,
  permission,
  order,
  view: words,
  model: functionShape,
  ...assetShapes,
} satisfies Shape<Panel>);

export const regionShape = z.strictObject({
  id: words,
  region: words,
  permission,
  order,
  view: words,
  model: functionShape,
  ...assetShapes,
} satisfies Shape<Region>);

export const settingsShape = z.strictObject(
  {
    id: words,
    fields: fieldsShape,
    title: words,
    description: words.optional(),
    scope: z.enum(['instance', 'workspace', 'user']),
    permission: permission.optional(),
    secret: z.array(words).optional(),
  } satisfies Shape<Settings>,
  'Make it with defineSettings(...).',
);

export const webhookShape = z.strictObject({
  id: words,
  title: words,
  description: words,
  contentType: words.optional(),
  verify: functionShape,
  run: functionShape,
} satisfies Shape<Webhook>);

export const notificationShape = z.strictObject({
  id: words,
  title: words,
  description: words,
  icon: words.optional(),
  permission,
  schema: schemaShape,
  defaultOn: z.boolean().optional(),
  text: functionShape,
} satisfies Shape<NotificationType>);
