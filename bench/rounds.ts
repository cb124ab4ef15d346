import type { Load, LoadResult } from './load/load.ts';
import { median } from './percentile.ts';
import type { Request, ScenarioName } from './scenarios.ts';

/** A server and what to ask it. */
export interface Contestant {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: readonly Request[];
}

export interface Contest {
  readonly name: ScenarioName;
  readonly ours: Contestant;
  readonly bare: Contestant;
}

export interface RoundTerms {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

/** Medians over the rounds; latencies in milliseconds are ours. */
export interface ScenarioResult {
  readonly name: ScenarioName;
  readonly ours: number;
  readonly bare: number;
  readonly ratio: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Rounds in turn, so that whatever slows the machine down hits both alike. */
export async function runContest(load: Load, contest: Contest, terms: RoundTerms): Promise<ScenarioResult> {
  const { ours, bare, name } = contest;
  const results = { ours: [] as LoadResult[], bare: [] as LoadResult[] };
  await measure(load, name, bare, { ...terms, seconds: 1 });
  await measure(load, name, ours, { ...terms, seconds: 1 });
  for (let round = 0; round < terms.rounds; round += 1) {
    results.bare.push(await measure(load, name, bare, terms));
    results.ours.push(await measure(load, name, ours, terms));
  }
  return summarise(name, results.ours, results.bare);
}

async function measure(load: Load, name: string, contestant: Contestant, terms: RoundTerms) {
  const { connections, seconds } = terms;
  const result = await load({ ...contestant, connections, seconds });
  if (result.failed === 0) return result;
  throw new Error(
    `${name}: ${result.failed} answers of ${contestant.base} were failures, so nothing is measured.`,
  );
}

function summarise(
  name: ScenarioName,
  ours: readonly LoadResult[],
  bare: readonly LoadResult[],
): ScenarioResult {
  const [speed, yardstick] = [ours, bare].map((results) => median(results.map((one) => one.perSecond)));
  const latency = (pick: (one: LoadResult) => number) => rounded(median(ours.map(pick)), 2);
  return {
    name,
    ours: rounded(speed ?? 0, 1),
    bare: rounded(yardstick ?? 0, 1),
    ratio: rounded((speed ?? 0) / (yardstick ?? 1), 3),
    p50: latency((one) => one.p50),
    p95: latency((one) => one.p95),
    p99: latency((one) => one.p99),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
