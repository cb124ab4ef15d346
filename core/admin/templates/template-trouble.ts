import { readFileSync } from 'node:fs';

/** A template that cannot be shown, with the place and what to do about it. */
export class TemplateTrouble extends Error {
  readonly file: string;
  readonly line: number | null;

  constructor(file: string, line: number | null, what: string, cause: unknown) {
    super(`${file}${line === null ? '' : `:${line}`}: ${what}`, { cause });
    this.name = 'TemplateTrouble';
    this.file = file;
    this.line = line;
  }
}

/** Errors on their way out of nested templates, with the files they came through, the innermost first. */
const ways = new WeakMap<Error, string[]>();

/** Runs a template of a file; what goes wrong in it remembers that it was there. */
export function rememberingFile<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error) ways.set(error, [...(ways.get(error) ?? []), file]);
    throw error;
  }
}

/** What an error of the template language means to whoever wrote the template. */
export function templateTrouble(error: unknown): unknown {
  const files = error instanceof Error ? ways.get(error) : undefined;
  if (!(error instanceof Error) || !files) return error;
  const { word, line, what } = meaningOf(error);
  const { file, foundLine } = placeOf(files, word, line);
  return new TemplateTrouble(file, line ?? foundLine, what, error);
}

interface Meaning {
  /** Stands in the template where it went wrong. */
  readonly word: string | null;
  readonly line: number | null;
  readonly what: string;
}

function meaningOf(error: Error): Meaning {
  const { message } = error;
  const at = /(?: - |on line )(\d+)/.exec(message)?.[1];
  const line = at ? Number(at) : null;
  const missing = /^"(.+?)" not defined/.exec(message)?.[1];
  if (missing) {
    const fix = 'Give it in the model, or ask for it with {{#if}} first.';
    return { word: missing, line, what: `The model has no "${missing}". ${fix}` };
  }
  const helper = /unknown helper (\S+)/.exec(message)?.[1];
  if (helper)
    return { word: helper, line, what: `There is no helper "${helper}". Take one of those there are.` };
  const partial = /^The partial (\S+) could not be found/.exec(message)?.[1];
  if (partial) {
    const fix = 'Only the partials of the theme and of your own views/partials/ can be used.';
    return { word: partial, line, what: `There is no partial "${partial}". ${fix}` };
  }
  return { word: null, line, what: (message.split('\n')[0] ?? '').replace(/ - \d+:\d+$/, '') };
}

/** A block is shown from within the partial that surrounds it, so the innermost file is not always the one. */
function placeOf(files: readonly string[], word: string | null, line: number | null) {
  for (const file of word === null ? [] : files) {
    const lines = linesOf(file);
    const foundAt = lines.findIndex(
      (text, at) => (line === null || at === line - 1) && text.includes(word ?? ''),
    );
    if (foundAt >= 0) return { file, foundLine: foundAt + 1 };
  }
  return { file: files[0] ?? '', foundLine: null };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
