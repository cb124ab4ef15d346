import { pathToFileURL } from 'node:url';
import type { Candidate } from '../find/candidate.ts';
import { describeFailure } from './describe-failure.ts';
import { withinTime } from './time-limit.ts';

/** What the module of a candidate gave: anything at all, or the reason it gave nothing. */
export type Imported =
  | { readonly candidate: Candidate; readonly exported: unknown; readonly problem?: never }
  | { readonly candidate: Candidate; readonly exported?: never; readonly problem: string };

/** One that throws, or never ends, is told apart from the others. */
export async function importPlugin(candidate: Candidate, limitMs: number): Promise<Imported> {
  if (candidate.entry === null) return { candidate, problem: candidate.problem ?? 'there is no module.' };
  const tooLong = `it takes longer than ${limitMs} ms. Move work out of the top level of its modules into start.`;
  try {
    const module = await withinTime(importFile(candidate.entry), limitMs, tooLong);
    return { candidate, exported: module.default };
  } catch (error) {
    return { candidate, problem: `importing it failed: ${describeFailure(error, candidate.codeFolder)}` };
  }
}

function importFile(file: string): Promise<{ default?: unknown }> {
  return import(pathToFileURL(file).href) as Promise<{ default?: unknown }>;
}
