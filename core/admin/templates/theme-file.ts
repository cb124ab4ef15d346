import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  parent: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .nullable()
    .default(null),
  /** Places in its templates that plugins may add to. */
  regions: z.array(z.string().regex(/^[a-z]+(\.[a-z]+)+$/)).default([]),
});

export type ThemeFile = z.infer<typeof shape>;

/** What a theme says of itself in `theme.json`. */
export function readThemeFile(folder: string): ThemeFile {
  const file = join(folder, 'theme.json');
  return shape.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
}

/** The regions of a theme and those it builds on. */
export function regionsIn(themes: readonly string[]): ReadonlySet<string> {
  return new Set(themes.flatMap((folder) => readThemeFile(folder).regions));
}
