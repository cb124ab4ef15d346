import { z } from 'zod';
import { type Action, actionEffects, actionRisks } from '../../../sdk/index.ts';
import { fieldsShape } from '../../shape/resource-shape.ts';
import { functionShape, type Shape, schemaShape } from '../../shape/shape-parts.ts';
import { count, permission, words } from './words.ts';

const shortest = 'Say it in one sentence of at most 120 characters.';

export const actionShape = z.strictObject({
  kind: z.literal('guildhall.action', 'Make it with defineAction(...).'),
  id: z.string().max(40, 'It must have at most 40 characters: it becomes the name of a tool.'),
  title: words,
  description: words.max(120, shortest),
  icon: words.optional(),
  input: schemaShape,
  form: fieldsShape.optional(),
  output: schemaShape,
  permission,
  effect: z.enum(actionEffects),
  risk: z.enum(actionRisks),
  idempotent: z.boolean(),
  secret: z.array(words).optional(),
  perMinute: count.optional(),
  timeoutMs: count.optional(),
  preview: functionShape.optional(),
  run: functionShape,
  undo: functionShape.optional(),
} satisfies Shape<Action>);
