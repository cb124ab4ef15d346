import type { Response } from 'express';
import type { Caller } from '../access/caller.ts';
import type { Runtime } from '../runtime.ts';
import type { Door, Origin } from '../scope.ts';
import type { Logger } from '../sdk/index.ts';

/** Made per request and cheap: neither the log nor the signal costs anything until it is used. */
export class RequestCaller implements Caller {
  readonly #runtime: Runtime;
  readonly #response: Response;
  readonly #door: Door;
  #signal: AbortSignal | undefined;

  constructor(runtime: Runtime, response: Response, door: Door = 'page') {
    this.#runtime = runtime;
    this.#response = response;
    this.#door = door;
  }

  get origin(): Origin {
    return { door: this.#door, requestId: this.#response.locals.requestId ?? null };
  }

  get log(): Logger {
    return new RequestLog(this.#runtime.log, this.#response.locals.requestId);
  }

  get signal(): AbortSignal {
    this.#signal ??= abortedWith(this.#response);
    return this.#signal;
  }
}

/** Says in each line which request it belongs to. */
class RequestLog implements Logger {
  readonly #log: Logger;
  readonly #requestId: string | undefined;

  constructor(log: Logger, requestId: string | undefined) {
    this.#log = log;
    this.#requestId = requestId;
  }

  debug(details: object, message: string): void {
    this.#log.debug({ requestId: this.#requestId, ...details }, message);
  }

  info(details: object, message: string): void {
    this.#log.info({ requestId: this.#requestId, ...details }, message);
  }

  warn(details: object, message: string): void {
    this.#log.warn({ requestId: this.#requestId, ...details }, message);
  }

  error(details: object, message: string): void {
    this.#log.error({ requestId: this.#requestId, ...details }, message);
  }
}

/** Aborts when the client goes away before the answer is complete. */
function abortedWith(response: Response): AbortSignal {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableFinished) controller.abort();
  };
  if (response.destroyed) abort();
  else response.once('close', abort);
  return controller.signal;
}
