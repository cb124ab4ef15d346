import { basename, relative } from 'node:path';

/** What went wrong and, where it can be told, in which file and line of the plugin. */
export function describeFailure(error: unknown, folder: string): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const place = placeIn(stack, folder);
  return place ? `${message} (${place})` : message;
}

function placeIn(stack: string, folder: string): string | undefined {
  const [found] = stack.split('\n').flatMap((line) => placeOf(line, folder));
  return found;
}

function placeOf(line: string, folder: string): string[] {
  const match = /(?:file:\/\/)?(\/[^():?]+)[^():]*:(\d+):\d+\)?$/.exec(line.trim());
  const [, file = '', number = ''] = match ?? [];
  if (!file.startsWith(`${folder}/`)) return [];
  return [`${basename(folder)}/${relative(folder, file)}:${number}`];
}
