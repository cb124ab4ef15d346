import { z } from 'zod';

export const importModes = {
  create: 'Create new records only',
  update: 'Update existing records only',
  upsert: 'Create new records and update existing ones',
} as const;

export type ImportMode = keyof typeof importModes;

/** What an import does with its rows. */
export const importOptions = z.strictObject({
  mode: z.enum(Object.keys(importModes) as [ImportMode, ...ImportMode[]], 'Choose what the import may do.'),
  /** The field that says which record a row is about; null when every row is a new record. */
  key: z.string().nullable(),
  /** Do empty cells empty the field of a record that is updated? */
  clearEmpty: z.boolean(),
});

export type ImportOptions = z.infer<typeof importOptions>;
