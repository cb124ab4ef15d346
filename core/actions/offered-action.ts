import type { OpenCtx } from '../context/open-ctx.ts';
import type { CustomField } from '../custom-fields/custom-field.ts';
import type { Schema } from '../json-schema/json-schema.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type {
  AccessRule,
  ActionEffect,
  ActionPreview,
  ActionRisk,
  Ctx,
  Fields,
  Resource,
  Viewer,
} from '../sdk/index.ts';

/** What a call weighs: the risk policy decides on it. */
export interface Weight {
  readonly effect: ActionEffect;
  readonly risk: ActionRisk;
  /** How many records it takes away. */
  readonly removes: number;
}

/** An action as every door sees it, whether a plugin declared it or a resource brings it along. */
export interface OfferedAction {
  readonly id: string;
  readonly plugin: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string | null;
  readonly effect: ActionEffect;
  readonly risk: ActionRisk;
  readonly idempotent: boolean;
  /** The permission it takes; null where that depends on the record. */
  readonly permission: string | null;
  /** Inputs whose values are not kept. */
  readonly secret: readonly string[];
  /** How often one actor may ask for it; null where only what they ask for in all is counted. */
  readonly perMinute: number | null;
  /** The resource it belongs to, and its verb there. */
  readonly resource: Resource | null;
  readonly verb: string | null;
  /** The rule that decides about each record, where no permission does. */
  readonly recordRule: AccessRule<Fields> | null;
  /** What a form asks for, where fields say it. */
  readonly form: Fields | null;
  /** Does its own undo exist, beside what the audit can take back? */
  readonly undo?: (runtime: Runtime, ctx: Ctx, input: unknown, output: unknown) => Promise<void>;
  readonly preview?: (runtime: Runtime, ctx: OpenCtx, input: unknown) => Promise<ActionPreview>;
  inputSchema(customFields: readonly CustomField[]): Schema;
  outputSchema(customFields: readonly CustomField[]): Schema;
  /** As far as it can be told without the record. @throws NotAllowed */
  authorise(viewer: Viewer): void;
  /** The input by the one schema there is for it. @throws InvalidInput */
  check(runtime: Runtime, scope: Scope, input: unknown): Promise<unknown>;
  weigh(checked: unknown): Weight;
  /** Reads that need no transaction; then `run` is not called. */
  readonly read?: (runtime: Runtime, scope: Scope, checked: unknown) => Promise<unknown>;
  /** @throws what the domain refuses */
  run(runtime: Runtime, ctx: OpenCtx, checked: unknown): Promise<unknown>;
}
