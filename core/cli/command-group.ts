import type { Terminal } from './terminal.ts';

/** One command of a group, for its help. */
export interface CommandHelp {
  /** As it is typed after the group: `check [--upgrade-to <version>]`. */
  readonly usage: string;
  readonly summary: string;
}

/** Commands that share their first word: `npm run guildhall -- plugins …`. */
export interface CommandGroup {
  /** The first word. */
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandHelp[];
  /** The command that its name alone means. Default: help. */
  readonly usually?: string;
  /** Does it also take a first word that is no group's name, such as `crm.contact.create`? */
  takes?(word: string): boolean;
  /**
   * @param words what follows the group's name, or all words when `takes` chose it
   * @returns the exit code
   * @throws UsageError, NotMine, and the SDK's errors, whose sentence is printed
   */
  run(terminal: Terminal, words: readonly string[]): Promise<number>;
}

/** The words do not make a command; the sentence says what is wrong with them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The word that `takes` took is none of this group's after all; the next group that takes it is asked. */
export class NotMine extends UsageError {}
