import type { OpenCtx } from '../../context/open-ctx.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { parseInput } from '../../parse-input.ts';
import {
  createAuthorised,
  performAuthorised,
  previewAuthorised,
  removeAuthorised,
  restoreAuthorised,
  updateAuthorised,
} from '../../resources/write/authorised-writes.ts';
import { type BulkPlan, planBulk } from '../../resources/write/bulk-plan.ts';
import { type CheckedInput, checkInput } from '../../resources/write/input-schema.ts';
import { type Placing, placeIn, planPlacement } from '../../resources/write/placement.ts';
import { runBulk } from '../../resources/write/run-bulk.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Fields, InvalidInput, type Resource, type ResourceAction } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { apartFromId } from './with-id.ts';

/** How one verb checks its input and does its work; what it checked is what it is given. */
export interface RecordWrite {
  check(runtime: Runtime, scope: Scope, resource: Resource, input: unknown): Promise<unknown>;
  run(runtime: Runtime, ctx: OpenCtx, resource: Resource, checked: unknown): Promise<unknown>;
}

function written<Checked>(write: {
  check(runtime: Runtime, scope: Scope, resource: Resource, input: unknown): Promise<Checked>;
  run(runtime: Runtime, ctx: OpenCtx, resource: Resource, checked: Checked): Promise<unknown>;
}): RecordWrite {
  return write as RecordWrite;
}

const customOf = (runtime: Runtime, { workspace }: Scope, { id }: Resource) =>
  customFieldsOf(runtime, workspace.id, id);

const byId = (run: typeof removeAuthorised): RecordWrite =>
  written({
    async check(_runtime, _scope, _resource, input) {
      const { id, rest } = apartFromId(input);
      const others = Object.keys(rest).map((name) => ({ path: [name], message: 'This cannot be set.' }));
      if (others.length > 0) throw new InvalidInput(others);
      return id;
    },
    run,
  });

export const recordWrites = {
  create: written({
    check: async (runtime, scope, resource, input) =>
      checkInput(resource, 'create', await customOf(runtime, scope, resource), input),
    run: createAuthorised,
  }),
  update: written({
    async check(runtime, scope, resource, input) {
      const { id, rest } = apartFromId(input);
      return { id, change: checkInput(resource, 'update', await customOf(runtime, scope, resource), rest) };
    },
    run: (runtime, ctx, resource, { id, change }: { id: string; change: CheckedInput }) =>
      updateAuthorised(runtime, ctx, resource, id, change),
  }),
  remove: byId(removeAuthorised),
  restore: byId(restoreAuthorised),
  bulk: written({
    check: planBulk,
    run: (runtime, ctx, resource, plan: BulkPlan) => runBulk(runtime, ctx, resource, plan),
  }),
  placement: written({
    async check(runtime, scope, resource, input) {
      const { id, rest } = apartFromId(input);
      return { id, placing: await planPlacement(runtime, scope, resource, rest) };
    },
    run: (runtime, ctx, resource, { id, placing }: { id: string; placing: Placing }) =>
      placeIn(runtime, ctx, resource, id, placing),
  }),
} as const;

/** A resource's noun: its own schema, its own run. */
export function nounWrite(noun: string, action: ResourceAction<Fields>): RecordWrite {
  return written({
    async check(_runtime, _scope, _resource, input) {
      const { id, rest } = apartFromId(input);
      return { id, input: parseInput(action.input, rest) };
    },
    run: (runtime, ctx, resource, { id, input }: { id: string; input: unknown }) =>
      performAuthorised(runtime, ctx, resource, { noun, action }, id, input),
  });
}

/** What a noun says it would do to a record, as whoever asks may see and do it. */
export function nounPreview(
  resource: Resource,
  noun: string,
  action: ResourceAction<Fields>,
): NonNullable<OfferedAction['preview']> {
  return (runtime, ctx, checked) => {
    const { id, input } = checked as { id: string; input: unknown };
    return previewAuthorised(runtime, ctx, resource, { noun, action }, id, input);
  };
}
