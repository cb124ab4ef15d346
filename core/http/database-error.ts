import { Conflict, type DomainError, humanise, InvalidInput, Unavailable } from '../sdk/index.ts';

interface Failure extends Error {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly syscall?: unknown;
  readonly column?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
}

/** PostgreSQL went away, is starting, stopping or full, or has no connection left: classes 08, 53, 57. */
const awayCodes = /^(08...|53...|57P0.)$/;
const socketCalls = new Set(['connect', 'read', 'write', 'getaddrinfo']);
/** What the driver says without a code when a connection ends or none becomes free. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end)/;

const away = 'The database does not answer at the moment. Try again shortly.';

/** What PostgreSQL or its driver reported, as an error of ours; null when it says nothing about the caller. */
export function databaseError(error: unknown): DomainError | null {
  if (!(error instanceof Error)) return null;
  const failure: Failure = error;
  if (isAway(failure)) return new Unavailable(away, {}, { cause: error });
  return typeof failure.severity === 'string' ? refusal(failure) : null;
}

function isAway({ code, message, syscall, severity }: Failure): boolean {
  if (typeof syscall === 'string') return socketCalls.has(syscall);
  if (typeof severity === 'string') return awayCodes.test(String(code));
  return driverMessages.test(message);
}

function refusal(failure: Failure): DomainError | null {
  const options = { cause: failure };
  switch (failure.code) {
    case '57014':
      return new Unavailable('This took too long and was stopped. Ask for less at once.', {}, options);
    case '55P03':
    case '40001':
    case '40P01':
      return new Unavailable('Somebody else is changing the same. Try again.', {}, options);
    case '23505':
      return new Conflict('Another record has these values.', {}, options);
    case '23503':
      return invalid(failure, 'There is no such record in this workspace.');
    case '23502':
      return invalid(failure, 'Fill this in.');
    case '23514':
    case '22001':
    case '22003':
      return invalid(failure, 'This value is out of bounds.');
    default:
      return null;
  }
}

function invalid(failure: Failure, message: string): InvalidInput {
  const field = fieldOf(failure);
  return new InvalidInput([
    { path: field ? [field] : [], message: field ? `${humanise(field)}: ${message}` : message },
  ]);
}

/** PostgreSQL names the column, or a constraint we named `<table>_<column>_…`. */
function fieldOf({ column, constraint, table }: Failure): string | null {
  if (typeof column === 'string') return camelCase(column);
  if (typeof constraint !== 'string' || typeof table !== 'string') return null;
  const inner = constraint.startsWith(`${table}_`) ? constraint.slice(table.length + 1) : '';
  const name = inner.replace(/_(fkey|check|key|reference)\d*$/, '');
  return name && name !== inner ? camelCase(name) : null;
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
