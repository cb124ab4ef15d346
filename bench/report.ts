import { writeFile } from 'node:fs/promises';
import type { ScenarioResult } from './rounds.ts';

export interface BenchReport {
  readonly scenarios: readonly ScenarioResult[];
  readonly bootMs: number;
  readonly rssMb: number;
}

const columns = ['scenario', 'ours/s', 'bare/s', 'ratio', 'p50 ms', 'p95 ms', 'p99 ms'] as const;

/** A table for people. */
export function reportText({ scenarios, bootMs, rssMb }: BenchReport): string {
  const lines = [[...columns], ...scenarios.map(rowOf)].map((row) =>
    row.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(9))).join(' '),
  );
  return [...lines, '', `boot ${bootMs} ms, idle memory ${rssMb} MB`].join('\n');
}

function rowOf({ name, ours, bare, ratio, p50, p95, p99 }: ScenarioResult): string[] {
  return [
    name,
    ours.toFixed(0),
    bare.toFixed(0),
    ratio.toFixed(2),
    ...[p50, p95, p99].map((ms) => ms.toFixed(1)),
  ];
}

export async function writeReport(file: string, report: BenchReport): Promise<void> {
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}
