import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CoreMigrationSchema } from './schema.ts';

export interface CoreMigration {
  up(schema: CoreMigrationSchema): Promise<void>;
  down(schema: CoreMigrationSchema): Promise<void>;
}

/** A migration by its name without extension, so source and compiled form count as one. */
export interface Step {
  readonly name: string;
  readonly file: string;
}

const stepFile = /^(\d{4}-[a-z0-9-]+)\.(ts|js)$/;

/** The steps of a folder in order; no folder means no steps. */
export async function stepsIn(folder: string): Promise<Step[]> {
  const files = await readdir(folder).catch(() => [] as string[]);
  return files
    .filter((file) => !file.endsWith('.d.ts'))
    .flatMap((file) => {
      const name = stepFile.exec(file)?.[1];
      return name ? [{ name, file: join(folder, file) }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

export async function loadStep(step: Step): Promise<CoreMigration> {
  const loaded: unknown = await import(pathToFileURL(step.file).href);
  const migration = (loaded as { default?: Partial<CoreMigration> }).default;
  if (typeof migration?.up !== 'function' || typeof migration.down !== 'function') {
    throw new Error(`${step.file} must export defineMigration({ up, down }) as its default.`);
  }
  return migration as CoreMigration;
}
