import { z } from 'zod';
import { pluginsVariables } from './areas/plugins.ts';
import { secretsVariables } from './areas/secrets.ts';
import { serverVariables } from './areas/server.ts';
import { storageVariables } from './areas/storage.ts';
import { workVariables } from './areas/work.ts';
import { notes, type VariableNotes } from './notes.ts';

/** The whole configuration: one key per environment variable. Add a variable to its area and nowhere else. */
export const environmentSchema = z.object({
  ...serverVariables,
  ...storageVariables,
  ...pluginsVariables,
  ...workVariables,
  ...secretsVariables,
});

export type EnvironmentVariable = keyof typeof environmentSchema.shape;

export const environmentVariables = Object.keys(environmentSchema.shape) as EnvironmentVariable[];

export function notesOf(variable: EnvironmentVariable): VariableNotes {
  const found = notes.get(environmentSchema.shape[variable]);
  if (!found) throw new Error(`The variable ${variable} is not described in config/areas.`);
  return found;
}

type Environment = z.infer<typeof environmentSchema>;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;

/** The checked configuration; each key is its environment variable in camelCase (`DATA_DIR` is `dataDir`). */
export type Config = {
  readonly [Key in keyof Environment as CamelCase<Key & string>]: Readonly<Environment[Key]>;
};
