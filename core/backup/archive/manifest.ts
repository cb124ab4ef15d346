import { z } from 'zod';

export const archiveFormat = 'guildhall archive';
export const formatVersion = 1;

const workspace = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const step = z.object({ table: z.string(), name: z.string() });
const plugin = z.object({ id: z.string(), version: z.string().nullable() });

/** The first part: what this is, readable without reading on. */
export const headerSchema = z.object({
  format: z.literal(archiveFormat),
  formatVersion: z.int().positive(),
  kind: z.enum(['instance', 'workspace']),
  productVersion: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  plugins: z.array(plugin),
  /** The migrations that had run, in the order they ran: the version of the schema. */
  steps: z.array(step),
  /** Every workspace of the instance, or the one this holds. */
  workspaces: z.array(workspace),
});

const table = z.object({
  name: z.string().regex(/^[a-z_][a-z0-9_]*$/),
  columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)),
  isOfWorkspaces: z.boolean(),
  rows: z.int().nonnegative(),
  checksum: z.string(),
});

/** The last part: without it an archive is not whole. */
export const manifestSchema = z.object({
  tables: z.array(table),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.string().regex(/^\d+$/) })),
  files: z.int().nonnegative(),
  fileBytes: z.int().nonnegative(),
  /** Files that were removed for good while the copy was made. */
  filesGone: z.int().nonnegative(),
  /** How many parts came before, and the SHA-256 over their lists. */
  parts: z.int().nonnegative(),
  partsDigest: z.string(),
});

export type ArchiveHeader = z.infer<typeof headerSchema>;
export type ArchiveManifest = z.infer<typeof manifestSchema>;
export type ArchivedTable = z.infer<typeof table>;
