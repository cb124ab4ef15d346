import { type DomainError, InvalidInput, TooLarge } from '../sdk/index.ts';

/** What reading a body and the router throw, as an error of ours; null when it is none of theirs. */
export function webServerError(error: unknown): DomainError | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof URIError) return unreadable('The address holds a broken % sign.', error);
  return 'type' in error ? bodyError(error, error.type) : null;
}

function bodyError(error: Error, type: unknown): DomainError | null {
  switch (type) {
    case 'entity.too.large':
      return new TooLarge('Send at most 1 MB at once.', {}, { cause: error });
    case 'request.aborted':
    case 'request.size.invalid':
      return unreadable('The body broke off before its end.', error);
    default:
      return null;
  }
}

/** Input so broken that no field can be named. */
export function unreadable(message: string, cause?: unknown): InvalidInput {
  const error = new InvalidInput([{ path: [], message }], message);
  error.cause = cause;
  return error;
}
