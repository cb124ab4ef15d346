import { z } from 'zod';
import type { EventRef, Extension, Route, ServiceProvider } from '../../../sdk/index.ts';
import { functionShape, type Shape, schemaShape } from '../../shape/shape-parts.ts';
import { words } from './words.ts';

export const routeShape = z.strictObject({
  method: z.enum(['get', 'post', 'put', 'patch', 'delete']),
  path: z.string(),
  summary: words,
  access: words,
  input: schemaShape,
  run: functionShape,
} satisfies Shape<Route>);

export const eventShape = z.strictObject(
  {
    id: words,
    schema: schemaShape,
    options: z.strictObject({ about: functionShape.optional() }).optional(),
  } satisfies Shape<EventRef<unknown>>,
  'Make it with defineEvent(...).',
);

export const serviceShape = z.strictObject(
  { id: words, make: functionShape } satisfies Shape<ServiceProvider>,
  'Make it with provide(...).',
);

export const extensionShape = z.strictObject(
  { point: words, item: z.unknown(), order: z.number() } satisfies Shape<Extension>,
  'Make it with extend(...).',
);
