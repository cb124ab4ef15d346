import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Destination } from './destination.ts';
import { OutboundFailed } from './outbound-errors.ts';

export interface Sending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  /** Bytes of the answer that are taken at most. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request to an address that was checked, with no connection left over and no redirect followed. */
export function sendOnce(destination: Destination, sending: Sending): Promise<RawAnswer> {
  const { url } = destination;
  const send = url.protocol === 'https:' ? requestEncrypted : requestPlain;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: sending.method,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'Guildhall', ...sending.headers },
      lookup: pinned(destination),
      agent: false,
      signal: sending.signal,
      maxHeaderSize: 32_768,
    });
    const fail = (cause: Error) => reject(failureOf(url, cause, sending.signal));
    request.on('error', fail);
    request.on('response', (response) => {
      readAll(response, sending.maxBytes, url).then(resolve, (error: Error) => {
        request.destroy();
        if (error instanceof OutboundFailed) reject(error);
        else fail(error);
      });
    });
    request.end(sending.body ?? undefined);
  });
}

/** The name is not looked up again, so it cannot lead elsewhere than what was checked. */
function pinned({ address, family }: Destination): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

async function readAll(response: IncomingMessage, maxBytes: number, { host }: URL): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new OutboundFailed(`The answer of ${host} is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, headers: headersOf(response), body: Buffer.concat(chunks) };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function failureOf({ host }: URL, cause: Error, signal: AbortSignal): Error {
  const isLate = signal.aborted && (signal.reason as Error | undefined)?.name === 'TimeoutError';
  const why = isLate ? 'did not answer in time' : `could not be asked: ${cause.message}`;
  return new OutboundFailed(`${host} ${why}.`, {}, { cause });
}
