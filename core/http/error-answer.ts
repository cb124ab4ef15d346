import {
  Conflict,
  DomainError,
  type FieldProblem,
  InvalidInput,
  NotAllowed,
  NotAuthenticated,
  NotFound,
  RateLimited,
  TooLarge,
  Unavailable,
} from '../sdk/index.ts';
import { databaseError } from './database-error.ts';
import { webServerError } from './web-server-error.ts';

/** What a client may know of an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly FieldProblem[];
  readonly details?: Readonly<Record<string, unknown>>;
  /** Seconds, for the header Retry-After. */
  readonly retryAfter?: number;
  /** Nobody foresaw it: to be logged in full. */
  readonly isBug: boolean;
}

type ErrorClass = abstract new (...given: never[]) => DomainError;

/** The one table from errors to status codes. */
const statuses: readonly (readonly [ErrorClass, number])[] = [
  [InvalidInput, 422],
  [NotAuthenticated, 401],
  [NotAllowed, 403],
  [NotFound, 404],
  [Conflict, 409],
  [RateLimited, 429],
  [TooLarge, 413],
  [Unavailable, 503],
];

const bug: ErrorAnswer = {
  status: 500,
  code: 'internal-error',
  message: 'Something went wrong on our side. Try again; if it stays, tell the admin the request id.',
  isBug: true,
};

export function answerTo(error: unknown): ErrorAnswer {
  const known = error instanceof DomainError ? error : (databaseError(error) ?? webServerError(error));
  const status = statuses.find(([type]) => known instanceof type)?.[1];
  return known && status ? describe(known, status) : bug;
}

function describe(error: DomainError, status: number): ErrorAnswer {
  const { retryAfterSeconds, ...details } = error.details;
  return {
    status,
    code: error.code,
    message: error.message,
    ...(error instanceof InvalidInput && { problems: error.problems }),
    ...(Object.keys(details).length > 0 && { details }),
    ...retryAfter(error, retryAfterSeconds),
    isBug: false,
  };
}

const secondsByDefault = { 429: 60, 503: 2 };

function retryAfter(error: DomainError, seconds: unknown): { retryAfter?: number } {
  const isPassing = error instanceof RateLimited || error instanceof Unavailable;
  if (!isPassing) return {};
  const fallback = error instanceof RateLimited ? secondsByDefault[429] : secondsByDefault[503];
  return { retryAfter: typeof seconds === 'number' ? Math.max(1, Math.ceil(seconds)) : fallback };
}
