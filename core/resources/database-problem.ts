import {
  Conflict,
  columnName,
  type DomainError,
  humanise,
  InvalidInput,
  type Resource,
} from '../sdk/index.ts';

interface ServerError {
  readonly code: string;
  readonly constraint?: string;
  readonly column?: string;
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** What PostgreSQL refused, in the words of the resource; null when it is not about the input. */
export function databaseProblem(resource: Resource, error: unknown): DomainError | null {
  if (!isServerError(error)) return null;
  const field = fieldOf(resource, error);
  switch (error.code) {
    case '23503':
      return refused(field, 'There is no such record in this workspace.');
    case '23505':
      return new Conflict(
        field ? `${humanise(field)} is taken: another record has it.` : 'Another record has these values.',
        { field },
      );
    case '23502':
      return refused(field, 'Fill this in.');
    case '23514':
    case '22001':
    case '22003':
      return refused(field, 'This value is out of bounds.');
    default:
      return null;
  }
}

function refused(field: string | null, message: string): InvalidInput {
  return new InvalidInput([{ path: field ? [field] : [], message }]);
}

function fieldOf(resource: Resource, { constraint = '', column }: ServerError): string | null {
  const names = Object.keys(resource.fields);
  if (column) return names.find((name) => columnName(name) === column) ?? null;
  const rest = constraint.slice(resource.options.table.length + 1);
  const known = names.filter((name) => rest.startsWith(columnName(name)));
  return known.sort((a, b) => b.length - a.length)[0] ?? null;
}
