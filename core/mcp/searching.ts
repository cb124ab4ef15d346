import { z } from 'zod';
import { catalogueFor, openAction } from '../actions/catalogue/action-catalogue.ts';
import { actionSummary, describedAction } from '../actions/catalogue/described-action.ts';
import { runAction } from '../actions/run/run-action.ts';
import { allCustomFields } from '../custom-fields/custom-fields-of.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { plainAnswer } from './plain-answer.ts';

const search = z.strictObject({ words: z.string().max(200).default('') });
const described = z.strictObject({ action: z.string('Name the action.') });
const ran = z.strictObject({
  action: z.string('Name the action.'),
  input: z.record(z.string(), z.unknown()).default({}),
  preview: z.boolean().default(false),
  idempotencyKey: z.string().optional(),
});

const mostFound = 20;

type Searching = (runtime: Runtime, scope: Scope, input: unknown) => Promise<unknown>;

/** What the tools for finding tools do, by name. */
export const searching: Readonly<Record<string, Searching>> = {
  async search_actions(runtime, scope, input) {
    const words = parseInput(search, input).words.toLowerCase().split(/\s+/).filter(Boolean);
    const all = catalogueFor(runtime, scope).map(actionSummary);
    const found = all.filter(({ id, title, description }) => {
      const text = `${id} ${title} ${description}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const items = found
      .slice(0, mostFound)
      .map(({ id, title, description, effect, risk }) => ({ id, title, description, effect, risk }));
    return { items, nextCursor: null, total: found.length };
  },
  async describe_action(runtime, scope, input) {
    const action = openAction(runtime, scope, parseInput(described, input).action);
    return describedAction(action, await allCustomFields(runtime, scope.workspace.id));
  },
  async run_action(runtime, scope, input) {
    const { action, input: given, preview, idempotencyKey } = parseInput(ran, input);
    return plainAnswer(await runAction(runtime, scope, action, given, { preview, idempotencyKey }));
  },
};
