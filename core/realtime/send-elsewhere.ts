import { setTimeout as pause } from 'node:timers/promises';
import type { LiveServer } from './live-socket.ts';

const lookAgainMs = 100;

/** Pages leave one by one in the second half of the time: by then the proxy sends them to another process. */
export async function sendElsewhere(io: LiveServer, stillServesMs: number): Promise<void> {
  const end = performance.now() + stillServesMs;
  io.local.emit('elsewhere', { afterMs: stillServesMs / 2, withinMs: stillServesMs });
  while (io.sockets.sockets.size > 0 && performance.now() < end) await pause(lookAgainMs);
}
