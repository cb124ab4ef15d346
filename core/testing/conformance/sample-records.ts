import { openCtx } from '../../context/open-ctx.ts';
import { findResource } from '../../resources/find-resource.ts';
import { everything } from '../../resources/query/list-query.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { createRecord } from '../../resources/write/create-record.ts';
import { checkInput } from '../../resources/write/input-schema.ts';
import { createIn } from '../../resources/write/write-record.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Field, InvalidInput, type Resource } from '../../sdk/index.ts';
import { sampleValue } from './sample-values.ts';

/** Ends a trial, so that nothing of it stays. */
class TakenBack extends Error {}

/** One record of every resource in one workspace, each pointing at the others where it must. */
export class SampleRecords {
  readonly #runtime: Runtime;
  readonly #scope: Scope;
  readonly #made = new Map<string, Promise<RecordJson | null>>();

  readonly #takesWhatIsThere: boolean;

  constructor(
    runtime: Runtime,
    scope: Scope,
    { takesWhatIsThere = false }: { readonly takesWhatIsThere?: boolean } = {},
  ) {
    this.#runtime = runtime;
    this.#scope = scope;
    this.#takesWhatIsThere = takesWhatIsThere;
  }

  /** The record of a resource; null where no client may create one and none is there. */
  of(resource: Resource): Promise<RecordJson | null> {
    const known = this.#made.get(resource.id);
    if (known) return known;
    const making = this.#make(resource);
    this.#made.set(resource.id, making);
    return making;
  }

  async #make(resource: Resource): Promise<RecordJson | null> {
    const there = this.#takesWhatIsThere ? await this.#first(resource) : null;
    if (there || resource.options.create.length === 0) return there ?? this.#first(resource);
    return createRecord(this.#runtime, this.#scope, resource, await this.input(resource));
  }

  /** Leave out what the resource's own rules refuse in this combination; a record needs few of its fields. */
  async #accepted(
    resource: Resource,
    input: Record<string, unknown>,
    attempts = 5,
  ): Promise<Record<string, unknown>> {
    const trial = openCtx(this.#runtime, this.#scope, async (ctx) => {
      const checked = checkInput(resource, 'create', [], input);
      await createIn(this.#runtime, ctx, resource, checked);
      throw new TakenBack();
    });
    const outcome: unknown = await trial.catch((error: unknown) => error);
    if (!(outcome instanceof InvalidInput)) return input;
    const next = await this.#mended(resource, input, outcome);
    if (attempts === 0) throw new Error(`${resource.id}: ${JSON.stringify([outcome.problems, input])}`);
    return this.#accepted(resource, next, attempts - 1);
  }

  /** A field that was given is left out; one that was missed is given. */
  async #mended(
    resource: Resource,
    input: Record<string, unknown>,
    { problems }: InvalidInput,
  ): Promise<Record<string, unknown>> {
    const next = { ...input };
    for (const name of problems.map(({ path }) => String(path[0]))) {
      const field = resource.fields[name];
      if (next[name] !== undefined) delete next[name];
      else if (field) next[name] = await this.#valueOf(field);
    }
    return next;
  }

  async #first(resource: Resource): Promise<RecordJson | null> {
    const { data } = await listRecords(this.#runtime, this.#scope, resource, { ...everything, limit: 1 });
    return data[0] ?? null;
  }

  /** Input that a creation takes. Of the references only those that must be there. */
  async input(resource: Resource): Promise<Record<string, unknown>> {
    const input: Record<string, unknown> = {};
    if (resource.options.create.length === 0) return input;
    for (const name of resource.options.create) {
      const field = resource.fields[name];
      if (!field) continue;
      const isNeeded = field.required || !['reference', 'user'].includes(field.kind);
      if (isNeeded) input[name] = await this.#valueOf(field);
    }
    return this.#accepted(resource, input);
  }

  async #valueOf(field: Field): Promise<unknown> {
    if (field.kind === 'user') return this.#scope.actor.userId;
    return field.kind === 'reference' ? this.#idOf(field.target?.().id ?? '') : sampleValue(field);
  }

  async #idOf(resourceId: string): Promise<string | undefined> {
    return (await this.of(findResource(this.#runtime, resourceId)))?.id;
  }
}
