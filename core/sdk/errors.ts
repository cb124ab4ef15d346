/** What is wrong with one field of the input. */
export interface FieldProblem {
  /** Where in the input, for example `['lines', 0, 'amountMinor']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * The root of every error a person may see. Its message is a sentence that says what to do.
 * Anything that is not a DomainError is a bug: it is reported and answered without detail.
 *
 * @example class AlreadySent extends Conflict { override readonly code: string = 'finance.already-sent'; }
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Record<string, unknown> = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.details = details;
  }
}

/**
 * The input cannot be taken as it is; `problems` names each field.
 *
 * @example throw new InvalidInput([{ path: ['closesOn'], message: 'Choose a day after today.' }]);
 */
export class InvalidInput extends DomainError {
  readonly code: string = 'invalid-input';
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[], message = 'Some values need your attention.') {
    super(message, {});
    this.problems = problems;
  }
}

/** Nobody is signed in, or the key is unknown. @example throw new NotAuthenticated('Sign in first.'); */
export class NotAuthenticated extends DomainError {
  readonly code: string = 'not-authenticated';
}

/** The actor lacks a permission. What is not theirs at all is NotFound. @example throw new NotAllowed('You may not send invoices.'); */
export class NotAllowed extends DomainError {
  readonly code: string = 'not-allowed';
}

/** It is not there, or it is not yours: both read the same. @example throw new NotFound('No such contact.'); */
export class NotFound extends DomainError {
  readonly code: string = 'not-found';
}

/** The state of things forbids it now. @example throw new Conflict('Only drafts can be sent.'); */
export class Conflict extends DomainError {
  readonly code: string = 'conflict';
}

/** Settings that this cannot do without are not filled in. @example try { await ctx.settings(sending); } catch (error) { if (!(error instanceof NotConfigured)) throw error; } */
export class NotConfigured extends Conflict {
  override readonly code: string = 'not-configured';
}

/**
 * A plan allows no more of something. `details` holds the meter, its cap and how much there would be.
 *
 * @example try { await ctx.keepWithin(storage); } catch (error) { if (error instanceof LimitReached) return 'full'; throw error; }
 */
export class LimitReached extends Conflict {
  override readonly code: string = 'limit-reached';
}

/** Too much in too little time. `details.retryAfterSeconds` says when to come back. @example throw new RateLimited('Wait a minute.', { retryAfterSeconds: 60 }); */
export class RateLimited extends DomainError {
  readonly code: string = 'rate-limited';
}

/** More was sent than is taken. @example throw new TooLarge('Files may have at most 50 MB.'); */
export class TooLarge extends DomainError {
  readonly code: string = 'too-large';
}

/** Something we stand on does not answer. @example throw new Unavailable('The database does not answer; try again shortly.'); */
export class Unavailable extends DomainError {
  readonly code: string = 'unavailable';
}
