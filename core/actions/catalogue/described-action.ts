import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import type { OfferedAction } from '../offered-action.ts';
import { toolName } from '../tool-name.ts';

/** An action in a list. */
export interface ActionSummary {
  readonly id: string;
  readonly tool: string;
  readonly title: string;
  readonly description: string;
  readonly effect: string;
  readonly risk: string;
  readonly idempotent: boolean;
  /** Null where it depends on the record. */
  readonly permission: string | null;
}

/** All there is to know before calling it. */
export interface DescribedAction extends ActionSummary {
  readonly input: Schema;
  readonly output: Schema;
}

export function actionSummary(action: OfferedAction): ActionSummary {
  const { id, title, description, effect, risk, idempotent, permission } = action;
  return { id, tool: toolName(id), title, description, effect, risk, idempotent, permission };
}

export function describedAction(
  action: OfferedAction,
  customFields: readonly CustomField[],
): DescribedAction {
  return {
    ...actionSummary(action),
    input: action.inputSchema(customFields),
    output: action.outputSchema(customFields),
  };
}
