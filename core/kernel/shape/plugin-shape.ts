import { z } from 'zod';
import type { Capabilities, ContributionKey, Permission, Plugin } from '../../sdk/index.ts';
import { contributionKeys, contributionTypes } from '../contributions/contribution-types.ts';
import { functionShape, type Shape } from './shape-parts.ts';

const words = z.string().trim().min(1, 'It must not be empty.');
const roles = z.array(z.enum(['admin', 'member', 'viewer']), 'List the roles that hold it from the start.');

const permissionShape = z.strictObject({
  label: words,
  roles,
  whileReadOnly: z.boolean().optional(),
} satisfies Shape<Permission>);

const capabilitiesShape = z.strictObject({
  network: z.array(words).optional(),
  services: z.array(words).optional(),
  email: z.boolean().optional(),
} satisfies Shape<Capabilities>);

const pointShape = z.looseObject({ id: words }, 'Make it with defineExtensionPoint(...).');

const listShapes = Object.fromEntries(
  contributionKeys.map((key) => [key, z.array(contributionTypes[key].shape).optional()]),
) as unknown as Record<ContributionKey, z.ZodType>;

/** What `definePlugin` gives. Names, ranges and whether things exist are checked after this. */
export const pluginShape = z.strictObject({
  ...listShapes,
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
  bridge: z.boolean().optional(),
  capabilities: capabilitiesShape.optional(),
  points: z.array(pointShape).optional(),
  seed: functionShape.optional(),
  start: functionShape.optional(),
  stop: functionShape.optional(),
} satisfies Shape<Plugin>);
