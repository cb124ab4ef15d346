import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../core/package-root.ts';

export const dockerFolder = join(packageRoot(), 'docker');

export function textOf(name: string): string {
  return readFileSync(join(dockerFolder, name), 'utf8');
}

/** The documents of a YAML file, read as strictly as it goes. @throws what is wrong with it */
export function documentsOf(name: string): Record<string, unknown>[] {
  // Compose's own word for "instead of what the file before says".
  const override = { tag: '!override', collection: 'map' as const };
  const documents = parseAllDocuments(textOf(name), { customTags: [override], strict: true, merge: true });
  if (!Array.isArray(documents)) return [];
  const faults = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  return documents.map((one) => one.toJS() as Record<string, unknown>);
}

export interface Service {
  readonly image?: string;
  readonly build?: string | { readonly context: string; readonly dockerfile: string };
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly extends?: { readonly file: string; readonly service: string };
  readonly stop_grace_period?: string;
}

export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

export function composeOf(name: string): Compose {
  return documentsOf(name)[0] as unknown as Compose;
}

/** One instruction after the other, with lines that go on put together. */
export function instructionsOf(name: string): { readonly word: string; readonly rest: string }[] {
  const lines = textOf(name)
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return { word, rest: rest.trim() };
  });
}

/** Every value below a key, however deep. */
export function valuesOf(node: unknown, key: string): unknown[] {
  if (Array.isArray(node)) return node.flatMap((one) => valuesOf(one, key));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(value, key),
  ]);
}
