import type { RowProblem } from '../plan/row-problem.ts';
import type { ProblemGroup } from '../record/check-result.ts';

const mostGroups = 100;
const mostExamples = 3;
const longestValue = 120;

export interface ProblemGroups {
  add(row: number, line: number, problems: readonly RowProblem[]): void;
  /** The commonest first. */
  all(): ProblemGroup[];
}

type Growing = { -readonly [Key in keyof ProblemGroup]: ProblemGroup[Key] } & {
  examples: ProblemGroup['examples'][number][];
};

/** What goes wrong how often: people mend causes, not rows. */
export function problemGroups(): ProblemGroups {
  const groups = new Map<string, Growing>();
  return {
    add(row, line, problems) {
      for (const { field, message, value } of problems) {
        const group = groupFor(groups, field, message);
        if (!group) continue;
        group.rows++;
        if (group.examples.length < mostExamples)
          group.examples.push({ row, line, value: value.slice(0, longestValue) });
      }
    },
    all: () => [...groups.values()].sort((a, b) => b.rows - a.rows),
  };
}

function groupFor(groups: Map<string, Growing>, field: string | null, message: string): Growing | undefined {
  const general = generalMessage(message);
  const key = `${field ?? ''}\n${general}`;
  const known = groups.get(key);
  if (known || groups.size >= mostGroups) return known;
  const fresh: Growing = { field, message: general, rows: 0, examples: [] };
  groups.set(key, fresh);
  return fresh;
}

/** Sentences that name another row or a count differ from row to row, but not in what is wrong. */
function generalMessage(message: string): string {
  return message.replace(/^Row \d+ /, 'An earlier row ').replace(/ \(\d[^)]*\)/, '');
}
