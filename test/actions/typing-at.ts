import { commandGroups } from '../../core/cli/command-groups.ts';
import { runWords } from '../../core/cli/run-words.ts';
import type { Terminal } from '../../core/cli/terminal.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';

export interface Typed {
  readonly code: number;
  readonly said: string;
  readonly told: string;
}

/** The command line of an app, with this on its standard input. */
export function typingAt(app: TestApp, input = ''): (...words: string[]) => Promise<Typed> {
  return async (...words) => {
    const said: string[] = [];
    const told: string[] = [];
    const terminal = {
      signal: new AbortController().signal,
      say: (line: string) => said.push(line),
      tell: (line: string) => told.push(line),
      readInput: async () => input,
      openRuntime: async () => app.runtime,
    } as unknown as Terminal;
    const code = await runWords(terminal, commandGroups, words);
    return { code, said: said.join('\n'), told: told.join('\n') };
  };
}
