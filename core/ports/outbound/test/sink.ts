import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of this machine that counts who gets through. */
export interface Sink {
  readonly port: number;
  hits(): number;
  stop(): Promise<void>;
}

export async function openSink(answer: RequestListener): Promise<Sink> {
  let hits = 0;
  const server: Server = createServer((request, response) => {
    hits += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, hits: () => hits, stop };
}
