import { Conflict, type DomainError, InvalidInput, NotAllowed, RateLimited } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';

/** Why a form was not taken: by field, and for the whole. */
export interface WriteProblems {
  readonly byField: Readonly<Record<string, string>>;
  readonly general: string | null;
  readonly status: 403 | 409 | 422 | 429;
}

/** An error of the services in terms of the form; null for what no change of the form can mend. */
export function writeProblems(error: unknown, fields: readonly ScreenField[]): WriteProblems | null {
  if (error instanceof InvalidInput) return invalidInput(error, fields);
  if (error instanceof Conflict) return conflict(error, fields);
  if (error instanceof NotAllowed) return { byField: {}, general: error.message, status: 403 };
  if (error instanceof RateLimited) return { byField: {}, general: error.message, status: 429 };
  return null;
}

function invalidInput({ problems }: InvalidInput, fields: readonly ScreenField[]): WriteProblems {
  const byField: Record<string, string> = {};
  const elsewhere: string[] = [];
  for (const { path, message } of problems) {
    const field = fieldAt(fields, path);
    if (field) byField[field.name] ??= message;
    else elsewhere.push(path.length > 0 ? `${path.join('.')}: ${message}` : message);
  }
  return { byField, general: elsewhere.join(' ') || null, status: 422 };
}

function fieldAt(
  fields: readonly ScreenField[],
  path: readonly (string | number)[],
): ScreenField | undefined {
  const [first, second] = path;
  const name = first === 'custom' ? `custom.${second}` : first;
  return fields.find((field) => field.name === name);
}

function conflict(error: DomainError, fields: readonly ScreenField[]): WriteProblems {
  const name = error.details.field;
  const field = fields.find((one) => one.name === name);
  if (!field) return { byField: {}, general: error.message, status: 409 };
  return { byField: { [field.name]: error.message }, general: null, status: 409 };
}
