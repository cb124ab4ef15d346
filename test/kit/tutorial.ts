import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../core/package-root.ts';

const block = /```(ts|diff)\n\/\/ (\S+)\n([\s\S]*?)```/g;

/** What somebody who reads the tutorial has done at its end. */
export interface Followed {
  /** Lines typed by hand. */
  readonly lines: number;
  /** Commands that write or serve; the tests come on top. */
  readonly commands: readonly string[];
}

/** Does what docs/plugins/tutorial.md says, word for word, in that folder instead of `plugins/`. */
export async function followTutorial(pluginsDir: string): Promise<Followed> {
  const page = await readFile(join(packageRoot(), 'docs', 'plugins', 'tutorial.md'), 'utf8');
  const commands = [...page.matchAll(/```sh\n(npm [\s\S]*?)\n```/g)].map(([, command = '']) => command);
  const [, id = '', noun = ''] = /^npm run new-plugin (\S+) -- --noun (\S+)$/.exec(commands[0] ?? '') ?? [];
  const script = join(packageRoot(), 'scripts', 'new-plugin.mjs');
  await promisify(execFile)(process.execPath, [script, id, '--noun', noun, '--into', pluginsDir]);
  let lines = 0;
  for (const [, kind, path = '', text = ''] of page.matchAll(block)) {
    const file = join(pluginsDir, id, path);
    lines += await (kind === 'diff' ? applyDiff(file, text) : writeNew(file, text));
  }
  return { lines, commands };
}

async function writeNew(file: string, text: string): Promise<number> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** Takes away the lines with a minus and puts those with a plus where they stood, or after the line above. */
async function applyDiff(file: string, diff: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  let at = 0;
  let typed = 0;
  for (const line of diff.split('\n').filter(Boolean)) {
    const text = line.slice(1);
    if (line.startsWith('+')) {
      lines.splice(at, 0, text);
      at += 1;
      typed += 1;
      continue;
    }
    const found = lines.indexOf(text, at);
    if (found < 0) throw new Error(`${file} has no line "${text}" from line ${at} on.`);
    if (line.startsWith('-')) lines.splice(found, 1);
    at = line.startsWith('-') ? found : found + 1;
  }
  await writeFile(file, lines.join('\n'));
  return typed;
}
