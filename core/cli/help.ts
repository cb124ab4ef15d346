import type { CommandGroup } from './command-group.ts';

const start = 'npm run guildhall --';

/** All groups, one line each. */
export function overview(groups: readonly CommandGroup[]): string {
  const lines = aligned(groups.map(({ name, summary }) => [name, summary]));
  return `Usage: ${start} <command> …\n\n${lines}\n\nHelp for one of them: ${start} <command> help`;
}

/** The commands of one group. */
export function helpOf({ name, summary, commands }: CommandGroup): string {
  const lines = aligned(commands.map((one) => [`${name} ${one.usage}`, one.summary]));
  return `${summary}\n\n${lines}\n\nEach is typed after: ${start}`;
}

const widest = 44;

function aligned(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.min(widest, Math.max(...pairs.map(([left]) => left.length)));
  return pairs.map((pair) => lineOf(pair, width)).join('\n');
}

/** What is too wide stands on a line of its own. */
function lineOf([left, right]: readonly [string, string], width: number): string {
  const gap = left.length > width ? `\n${' '.repeat(width + 4)}` : ' '.repeat(width - left.length + 2);
  return `  ${left}${gap}${right}`;
}
