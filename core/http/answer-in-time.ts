import type { Request, Response } from 'express';
import type { Runtime } from '../runtime.ts';
import { pathOf } from './error-log.ts';
import { whoseRequest } from './whose-request.ts';

/** Tells whoever works on a request that nobody will hear the answer. */
export const abandoned = 'abandoned';

const tooLong = 'This took too long and was given up. Try again in a moment, or ask for less at once.';

/** A request whose answer has not begun in time gets 503, so that nobody waits for ever on what hangs. */
export function answerInTime({ config, log }: Pick<Runtime, 'config' | 'log'>) {
  const limitMs = config.requestTimeoutMs;

  return (request: Request, response: Response): (() => void) => {
    let timer = setTimeout(check, limitMs);
    return () => clearTimeout(timer);

    function check(): void {
      if (response.headersSent) return;
      // A slow upload has a limit of its own; ours begins when all is here.
      if (!request.complete) timer = setTimeout(check, limitMs);
      else giveUp(request, response);
    }
  };

  function giveUp(request: Request, response: Response): void {
    const details = { ...whoseRequest(response), method: request.method, path: pathOf(request), limitMs };
    log.warn(details, 'A request took too long and was given up.');
    response.status(503).set({ 'Retry-After': '5', 'Cache-Control': 'no-store', Connection: 'close' });
    if (request.originalUrl.startsWith('/api/')) {
      response.json({ error: { code: 'unavailable', message: tooLong } });
    } else {
      response.type('text').send(`${tooLong}\n\nRequest ${response.locals.requestId ?? ''}\n`);
    }
    response.emit(abandoned);
  }
}
