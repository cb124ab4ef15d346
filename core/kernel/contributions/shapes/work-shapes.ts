import { z } from 'zod';
import type {
  Command,
  HealthCheck,
  Job,
  JobOptions,
  LiveMessage,
  Meter,
  PersonalData,
  Schedule,
  SearchProvider,
  SocketEvent,
} from '../../../sdk/index.ts';
import { functionShape, type Shape, schemaShape } from '../../shape/shape-parts.ts';
import { count, permission, words } from './words.ts';

const jobOptions = z.strictObject({
  title: words,
  kind: z.enum(['transaction', 'external']),
  attempts: count.optional(),
  backoff: z.strictObject({ baseMs: count, maxMs: count }).optional(),
  timeoutMs: count.optional(),
  concurrency: count.optional(),
  perWorkspace: count.optional(),
  run: functionShape,
} satisfies Shape<JobOptions<unknown>>);

export const jobShape = z.strictObject(
  { id: words, schema: schemaShape, options: jobOptions } satisfies Shape<Job>,
  'Make it with defineJob(...).',
);

export const scheduleShape = z.strictObject(
  {
    id: words,
    title: words,
    job: jobShape,
    payload: z.unknown(),
    cron: words,
    timeZone: words.optional(),
    catchUp: z.enum(['none', 'one', 'all']).optional(),
    overlap: z.enum(['skip', 'queue', 'allow']).optional(),
  } satisfies Shape<Schedule>,
  'Make it with defineSchedule(...).',
);

const eventShape = z.looseObject({ id: words, schema: schemaShape }, 'Give the event it hears.');
const changesShape = z.strictObject({
  of: z.looseObject({ id: words }, 'Give the resource whose changes it hears.'),
  kinds: z.array(z.enum(['created', 'updated', 'removed', 'restored'])).min(1, 'Name at least one kind.'),
});

export const listenerShape = z
  .strictObject(
    {
      id: words,
      title: words,
      event: eventShape.optional(),
      changes: changesShape.optional(),
      order: z.enum(['record', 'none']).optional(),
      attempts: count.optional(),
      timeoutMs: count.optional(),
      run: functionShape,
    },
    'Make it with defineListener(...).',
  )
  .refine(
    ({ event, changes }) => (event === undefined) !== (changes === undefined),
    'Give either the event or the changes it hears.',
  );

export const socketShape = z.strictObject(
  {
    id: words,
    title: words,
    permission,
    input: schemaShape,
    output: schemaShape,
    perMinute: count.optional(),
    run: functionShape,
  } satisfies Shape<SocketEvent>,
  'Make it with defineSocketEvent(...).',
);

export const liveMessageShape = z.strictObject(
  { id: words, schema: schemaShape, title: words, permission } satisfies Shape<LiveMessage>,
  'Make it with defineLiveMessage(...).',
);

export const searchShape = z.strictObject({
  id: words,
  title: words,
  permission,
  search: functionShape,
} satisfies Shape<SearchProvider>);

export const healthShape = z.strictObject({
  id: words,
  title: words,
  everySeconds: count.optional(),
  run: functionShape,
} satisfies Shape<HealthCheck>);

export const meterShape = z.strictObject({
  id: words,
  title: words,
  unit: words,
  counts: z.array(z.looseObject({ id: words }, 'Give a resource.')).optional(),
  measure: functionShape,
} satisfies Shape<Meter>);

export const commandShape = z.strictObject({
  id: words,
  title: words,
  description: words,
  input: schemaShape,
  run: functionShape,
} satisfies Shape<Command>);

export const personalDataShape = z.strictObject({
  id: words,
  title: words,
  tables: z.array(words),
  export: functionShape,
  erase: functionShape,
} satisfies Shape<PersonalData>);
