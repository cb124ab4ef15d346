import { type DomainError, InvalidInput, TooLarge } from '../sdk/index.ts';

/** What the body parsers and the router throw, as an error of ours; null when it is none of theirs. */
export function webServerError(error: unknown): DomainError | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof URIError) return unreadable('The address holds a broken % sign.', error);
  return 'type' in error ? bodyError(error, error.type) : null;
}

function bodyError(error: Error, type: unknown): DomainError | null {
  switch (type) {
    case 'entity.too.large':
      return new TooLarge('Send at most 1 MB at once.', {}, { cause: error });
    case 'parameters.too.many':
      return new TooLarge('Send fewer values at once.', {}, { cause: error });
    case 'entity.parse.failed':
      return unreadable('This is not valid JSON. Check quotes, commas and brackets.', error);
    case 'encoding.unsupported':
      return unreadable('Send the body uncompressed.', error);
    case 'charset.unsupported':
      return unreadable('Send the body as UTF-8.', error);
    case 'request.aborted':
    case 'request.size.invalid':
      return unreadable('The body broke off before its end.', error);
    default:
      return null;
  }
}

function unreadable(message: string, cause: Error): InvalidInput {
  const error = new InvalidInput([{ path: [], message }], message);
  error.cause = cause;
  return error;
}
