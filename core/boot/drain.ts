import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';

/** Whoever is between two requests gets this long to learn, with the next answer, that the connection ends. */
const graceMs = 300;
const patienceMs = 12_000;
const sweepMs = 25;

/** Once stopping, every answer ends its connection, so that clients and proxies leave by themselves. */
export function leaveInPeace(server: Server, stopping: AbortSignal): void {
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (stopping.aborted) response.shouldKeepAlive = false;
  });
}

/** Takes no more, lets what is under way finish, and cuts off what does not. */
export async function drain(server: Server): Promise<void> {
  // The HTTP server's own close would at once cut connections on which a request may be on its way.
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
  const grace = setTimeout(sweep, graceMs);
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(grace);
  clearTimeout(impatience);

  function sweep(): void {
    server.closeIdleConnections();
    // A connection that was busy at the close may stay open, kept alive, after its answer.
    const sweeping = setInterval(() => server.closeIdleConnections(), sweepMs);
    void closed.then(() => clearInterval(sweeping));
  }
}
