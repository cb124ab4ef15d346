import { z } from 'zod';
import { authorise } from '../access/policy.ts';
import { openCtx } from '../context/open-ctx.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type DataSubject, email, InvalidInput } from '../sdk/index.ts';
import { personalDataSources, unaskedModules } from './personal-data-sources.ts';

export const personalDataPermission = 'workspace:manage-personal-data';

/** What one source holds about somebody. */
export interface HeldData {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

export interface AboutPerson {
  readonly email: string;
  readonly held: readonly HeldData[];
  /** Modules that are off and were not asked. */
  readonly notAsked: readonly string[];
}

/** What became of it, source by source. */
export interface ErasureReport {
  readonly email: string;
  readonly sources: readonly {
    readonly id: string;
    readonly title: string;
    readonly erased: number;
    readonly kept: readonly { readonly what: string; readonly reason: string }[];
  }[];
  readonly notAsked: readonly string[];
}

const address = email({ required: true }).schema;
const subjectInput = z.strictObject({ email: address });

/** @throws InvalidInput */
export function subjectFrom(input: unknown): DataSubject {
  return parseInput(subjectInput, input);
}

/** Everything about a person in this workspace (GDPR articles 15 and 20). @throws NotAllowed, InvalidInput */
export async function aboutPerson(runtime: Runtime, scope: Scope, input: unknown): Promise<AboutPerson> {
  authorise(viewerOf(runtime, scope), personalDataPermission);
  const person = subjectFrom(input);
  const held = await openCtx(runtime, scope, async (ctx) => {
    const all: HeldData[] = [];
    for (const source of personalDataSources(runtime, scope)) {
      const { id, owner, title } = source;
      all.push({ id, owner, title, items: await source.export(ctx, person) });
    }
    return all;
  });
  return { email: person.email, held, notAsked: unaskedModules(runtime, scope) };
}

/**
 * Erases it, all in one transaction (GDPR article 17). The address is given twice, so that nobody erases by a slip.
 * @throws NotAllowed, InvalidInput
 */
export async function erasePerson(
  runtime: Runtime,
  scope: Scope,
  { email: given, confirmation }: { readonly email: unknown; readonly confirmation: unknown },
): Promise<ErasureReport> {
  authorise(viewerOf(runtime, scope), personalDataPermission);
  const person = subjectFrom({ email: given });
  if (String(confirmation).trim().toLowerCase() !== person.email) {
    throw new InvalidInput([{ path: ['confirmation'], message: 'Type the same e-mail address once more.' }]);
  }
  const sources = await openCtx(runtime, scope, async (ctx) => {
    const all: ErasureReport['sources'][number][] = [];
    for (const source of personalDataSources(runtime, scope)) {
      const { erased, kept } = await source.erase(ctx, person);
      all.push({ id: source.id, title: source.title, erased, kept });
    }
    return all;
  });
  scope.log.info({ erased: sources.reduce((sum, one) => sum + one.erased, 0) }, 'A person was erased.');
  return { email: person.email, sources, notAsked: unaskedModules(runtime, scope) };
}
