import { createInterface } from 'node:readline/promises';
import type { BootParts } from '../boot/boot.ts';
import { stopOnSignal } from '../boot/stop-on-signal.ts';
import { commandGroups } from './command-groups.ts';
import { runWords } from './run-words.ts';
import { createTerminal } from './terminal.ts';

/** `npm run guildhall -- <words>`. @returns the exit code */
export async function cliCommand(parts: BootParts, words: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  stopOnSignal(parts.log, () => stopping.abort(new Error('Stopped by a signal.')));
  const terminal = createTerminal({ parts, signal: stopping.signal, confirm });
  return runWords(terminal, commandGroups, words);
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${question} [y/N] `).finally(() => lines.close());
  return /^y(es)?$/i.test(answer.trim());
}
