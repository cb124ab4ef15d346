import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { readFailures } from '../failures/failures-csv.ts';
import type { ProblemGroup } from '../record/check-result.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { problemGroups } from '../run/problem-groups.ts';

/** Enough to see what goes wrong; the file of failed rows has them all. */
const most = 5_000;

/** What kept the rows of a finished import from coming in. */
export async function failureGroups(
  runtime: Runtime,
  scope: Scope,
  { id, counts }: ImportRecord,
): Promise<ProblemGroup[]> {
  if (counts.failed === 0) return [];
  const groups = problemGroups();
  for (const { row, line, problems } of await readFailures(runtime, scope, id, 0, most))
    groups.add(row, line, problems);
  return groups.all();
}
