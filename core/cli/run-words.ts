import { DomainError } from '../sdk/index.ts';
import { type CommandGroup, NotMine, UsageError } from './command-group.ts';
import { helpOf, overview } from './help.ts';
import type { Terminal } from './terminal.ts';

const failed = 1;
const misused = 2;

/** Finds whose command this is and runs it. @returns the exit code: 0 done, 1 not done, 2 not understood */
export async function runWords(
  terminal: Terminal,
  groups: readonly CommandGroup[],
  words: readonly string[],
): Promise<number> {
  const [first = 'help', ...rest] = words;
  if (isHelp(first)) return answer(terminal, overview(groups));
  const named = groups.find(({ name }) => name === first);
  if (!named) return attemptEach(terminal, groups, words);
  const meant = rest.length > 0 ? rest : [named.usually ?? 'help'];
  return isHelp(meant[0] ?? 'help') ? answer(terminal, helpOf(named)) : attempt(terminal, named, meant);
}

/** A word that is nobody's name may be an id of several kinds: each group that takes it looks. */
async function attemptEach(
  terminal: Terminal,
  groups: readonly CommandGroup[],
  words: readonly string[],
): Promise<number> {
  const [first = ''] = words;
  for (const group of groups.filter((one) => one.takes?.(first))) {
    try {
      return await attempt(terminal, group, words);
    } catch (error) {
      if (!(error instanceof NotMine)) throw error;
    }
  }
  return misuse(terminal, `There is no command "${first}".`, overview(groups));
}

async function attempt(terminal: Terminal, group: CommandGroup, words: readonly string[]): Promise<number> {
  try {
    return await group.run(terminal, words);
  } catch (error) {
    if (error instanceof NotMine) throw error;
    if (error instanceof UsageError) return misuse(terminal, error.message, helpOf(group));
    if (!(error instanceof DomainError)) throw error;
    terminal.tell(error.message);
    return failed;
  }
}

function isHelp(word: string): boolean {
  return ['help', '--help', '-h'].includes(word);
}

function answer({ say }: Terminal, text: string): number {
  say(text);
  return 0;
}

function misuse({ tell }: Terminal, problem: string, help: string): number {
  tell(`${problem}\n\n${help}`);
  return misused;
}
