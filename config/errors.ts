/** One thing that is wrong with one environment variable, and what to do about it. */
export interface ConfigurationProblem {
  readonly variable: string;
  readonly problem: string;
  readonly fix: string;
}

/** Every problem at once; messages never hold a value, because a value may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(describeProblems(problems));
    this.problems = problems;
  }
}

function describeProblems(problems: readonly ConfigurationProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = problems.map(({ variable, problem, fix }) => `  ${variable}: ${problem}. ${fix}`);
  return [`The configuration has ${count}:`, ...lines].join('\n');
}
