import { UsageError } from '../command-group.ts';

/** What is said about a call beside its input. */
export interface CallOptions {
  readonly json?: string;
  readonly workspace?: string;
  readonly as?: string;
  readonly 'key-file'?: string;
  readonly 'idempotency-key'?: string;
  readonly preview: boolean;
  readonly help: boolean;
}

const valued = ['json', 'workspace', 'as', 'key-file', 'idempotency-key'] as const;
const flags = ['preview', 'help'] as const;

/** Names that an input cannot have on the line; it is given by `--json` then. */
export const reservedOptions: ReadonlySet<string> = new Set([...valued, ...flags].map((name) => `--${name}`));

/** The words that are about the call, and those that are its input. @throws UsageError */
export function apartFromInput(words: readonly string[]): { options: CallOptions; rest: string[] } {
  const options: Record<string, string | boolean> = { preview: false, help: false };
  const rest: string[] = [];
  const waiting = [...words];
  while (waiting.length > 0) {
    const word = waiting.shift() ?? '';
    const [name, ...inline] = word.replace(/^--/, '').split('=');
    if (!word.startsWith('--') || !reservedOptions.has(`--${name}`)) rest.push(word);
    else if (flags.some((flag) => flag === name)) options[String(name)] = true;
    else options[String(name)] = inline.length > 0 ? inline.join('=') : nextOf(waiting, word);
  }
  return { options: options as unknown as CallOptions, rest };
}

function nextOf(waiting: string[], word: string): string {
  const value = waiting.shift();
  if (value === undefined) throw new UsageError(`${word} needs a value.`);
  return value;
}

export const callOptionLines = [
  '  --json <object>  The input as JSON; "-" reads it from standard input, "@file" from a file.',
  '  --workspace <address>  Where; needed where there are several workspaces.',
  '  --as <e-mail>  In the name of a member, with their rights. Default: whoever sits at the machine, with all.',
  '  --key-file <path>  By the API key in this file instead, in its workspace.',
  '  --preview  Only say what would happen.',
  '  --idempotency-key <key>  Repeated with the same key within a day, it is not done again.',
];
