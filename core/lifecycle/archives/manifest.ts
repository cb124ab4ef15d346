import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { NotFound } from '../../sdk/index.ts';

const manifestShape = z.object({
  format: z.literal(1),
  plugin: z.string(),
  version: z.string().nullable(),
  tables: z.array(
    z.object({
      table: z.string().regex(/^[a-z_][a-z0-9_]*$/),
      rows: z.number(),
      sha256: z.string(),
      /** One of its own, or rows of the core that are about it. */
      isOwn: z.boolean(),
    }),
  ),
  /** What was taken out of lists of rows that stayed, such as the scopes of API keys. */
  elements: z
    .array(
      z.object({
        table: z.string(),
        column: z.string(),
        key: z.record(z.string(), z.string()),
        elements: z.array(z.unknown()),
      }),
    )
    .default([]),
});

/** What an archive of an uninstalled plugin holds. */
export type ArchiveManifest = z.infer<typeof manifestShape>;

export const manifestFile = 'manifest.json';

/** @throws NotFound where no whole archive is */
export async function readManifest(folder: string): Promise<ArchiveManifest> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => {
    throw new NotFound(`There is no archive in ${folder}.`);
  });
  return manifestShape.parse(JSON.parse(text));
}
