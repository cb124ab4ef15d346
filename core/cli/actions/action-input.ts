import type { OfferedAction } from '../../actions/offered-action.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { UsageError } from '../command-group.ts';
import { type DescribedOption, optionName, readFlags } from '../read-flags.ts';
import type { Terminal } from '../terminal.ts';
import { reservedOptions } from './call-options.ts';
import { readText } from './cli-scope.ts';

export interface TypedInputs {
  readonly properties: Readonly<Record<string, DescribedOption>>;
  readonly required: readonly string[];
}

/** What of an action's input can be typed as options. */
export function typedInputs(action: OfferedAction, customFields: readonly CustomField[]): TypedInputs {
  const { properties = {}, required = [] } = action.inputSchema(customFields) as Partial<TypedInputs>;
  const named = Object.entries(properties).filter(([key]) => !reservedOptions.has(optionName(key)));
  return { properties: Object.fromEntries(named), required };
}

/** The object that was given, with what was typed on top of it. @throws UsageError */
export async function actionInput(
  terminal: Terminal,
  { properties }: TypedInputs,
  json: string | undefined,
  words: readonly string[],
): Promise<Record<string, unknown>> {
  const given = json === undefined ? {} : objectIn(await jsonText(terminal, json));
  return { ...given, ...readFlags(properties, words) };
}

function jsonText(terminal: Terminal, json: string): Promise<string> | string {
  if (json === '-') return terminal.readInput();
  return json.startsWith('@') ? readText(json.slice(1)) : json;
}

function objectIn(text: string): Record<string, unknown> {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UsageError('--json takes one object, such as \'{"id": "…"}\'.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--json is no JSON: ${(error as Error).message}`);
  }
}
