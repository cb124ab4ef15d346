import type { Response } from 'express';
import type { Caller } from '../access/caller.ts';
import { currentCall } from '../kernel/call-plugin.ts';
import type { Runtime } from '../runtime.ts';
import type { Door, Origin } from '../scope.ts';
import type { Logger } from '../sdk/index.ts';
import { abandoned } from './answer-in-time.ts';
import { whoseRequest } from './whose-request.ts';

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
    return new RequestLog(this.#runtime.log, this.#response);
  }

  get signal(): AbortSignal {
    this.#signal ??= abortedWith(this.#response);
    return this.#signal;
  }
}

/** Says in each line which request it belongs to, of whom, where, and whose code speaks. */
class RequestLog implements Logger {
  readonly #log: Logger;
  readonly #response: Response;

  constructor(log: Logger, response: Response) {
    this.#log = log;
    this.#response = response;
  }

  debug(details: object, message: string): void {
    this.#log.debug(this.#about(details), message);
  }

  info(details: object, message: string): void {
    this.#log.info(this.#about(details), message);
  }

  warn(details: object, message: string): void {
    this.#log.warn(this.#about(details), message);
  }

  error(details: object, message: string): void {
    this.#log.error(this.#about(details), message);
  }

  /** Looked up when there is something to say: most requests never say anything. */
  #about(details: object): object {
    const plugin = currentCall()?.plugin;
    return { ...whoseRequest(this.#response), ...(plugin && { plugin }), ...details };
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
  response.once(abandoned, () => controller.abort());
  return controller.signal;
}
