export interface Failure {
  readonly title: string;
  readonly reason: string;
}

/** What happened in one test file. */
export interface FileOutcome {
  readonly passes: number;
  readonly pending: number;
  readonly failures: readonly Failure[];
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** By the path of the file; '' holds what belongs to none, such as a run that broke off. */
export type Outcomes = Readonly<Record<string, FileOutcome>>;

export const brokenOff: Outcomes = {
  '': { passes: 0, pending: 0, failures: [{ title: 'the run itself', reason: 'It broke off.' }], ms: 0 },
};

/** The files in which something failed. */
export function failedFiles(outcomes: Outcomes): string[] {
  return Object.keys(outcomes).filter((file) => outcomes[file]?.failures.length);
}

/** Where the time goes, for whoever wants the whole to take less. */
export function slowestOf(outcomes: Outcomes, most = 20): string {
  const slowest = Object.entries(outcomes)
    .sort(([, a], [, b]) => b.ms - a.ms)
    .slice(0, most);
  return slowest.map(([file, { ms }]) => `SLOW: ${(ms / 1000).toFixed(0)} s ${file}\n`).join('');
}

/** Each failure with where and why; the last line is for machines. */
export function summaryOf(outcomes: Outcomes): string {
  const all = Object.entries(outcomes);
  const failures = all.flatMap(([file, outcome]) =>
    outcome.failures.map(({ title, reason }) => `FAILED in ${file}: ${title}\n${indented(reason)}\n`),
  );
  const sum = (count: (outcome: FileOutcome) => number) =>
    all.reduce((total, [, outcome]) => total + count(outcome), 0);
  const passes = sum((outcome) => outcome.passes);
  const pending = sum((outcome) => outcome.pending);
  return `${failures.join('')}${passes} passed, ${failures.length} failed, ${pending} skipped\n`;
}

function indented(reason: string): string {
  const lines = reason.split('\n').slice(0, 12);
  return lines.map((line) => `    ${line}`).join('\n');
}
