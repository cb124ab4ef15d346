import { z } from 'zod';
import type { MenuEntry, Permission, Plugin, Route } from '../../sdk/index.ts';
import { resourceShape } from './resource-shape.ts';
import { functionShape, type Shape, schemaShape } from './shape-parts.ts';

const words = z.string().trim().min(1, 'It must not be empty.');
const roles = z.array(z.enum(['admin', 'member', 'viewer']), 'List the roles that hold it from the start.');

const permissionShape = z.strictObject({ label: words, roles } satisfies Shape<Permission>);

export const routeShape = z.strictObject({
  method: z.enum(['get', 'post', 'put', 'patch', 'delete']),
  path: z.string(),
  summary: words,
  access: words,
  input: schemaShape,
  run: functionShape,
} satisfies Shape<Route>);

export const menuShape = z.strictObject({
  label: words,
  icon: words,
  resource: z.looseObject({ id: z.string() }, 'Give the resource it opens.'),
  view: z.enum(['list', 'board']).optional(),
} satisfies Shape<MenuEntry>);

/** What `definePlugin` gives. Names, ranges and whether things exist are checked after this. */
export const pluginShape = z.strictObject({
  kind: z.literal('guildhall.plugin', 'Export definePlugin({ ... }) as the default.'),
  id: words,
  title: words,
  description: words,
  icon: words,
  version: words,
  compatible: words,
  requires: z.record(z.string(), words).optional(),
  defaultOn: z.boolean().optional(),
  permissions: z.record(z.string(), permissionShape),
  resources: z.array(resourceShape).optional(),
  routes: z.array(routeShape).optional(),
  menu: z.array(menuShape).optional(),
  seed: functionShape.optional(),
  start: functionShape.optional(),
  stop: functionShape.optional(),
} satisfies Shape<Plugin>);
