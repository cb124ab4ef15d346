import { setTimeout as pause } from 'node:timers/promises';
import { type ServerPlan, type ServerProcess, spawnServer, waitUntilReady } from './server-process.ts';

const attempts = 5;

export interface Supervised {
  stop(): Promise<void>;
  abandon(): void;
}

/** Keeps the server running: one that ends by itself (out of memory, say) is started again. */
export async function superviseServer(
  plan: ServerPlan,
  report: (message: string) => void,
): Promise<Supervised> {
  let isStopping = false;
  let server = await startWithRetries(plan, report);
  const keepRunning = async (): Promise<void> => {
    await server.ended;
    if (isStopping) return;
    report('The database server ended unexpectedly; starting it again');
    server = await startWithRetries(plan, report);
    if (isStopping) return server.stop();
    return keepRunning();
  };
  const kept = keepRunning().catch((error: unknown) => report(String(error)));
  return {
    stop: async () => {
      isStopping = true;
      await server.stop();
      await kept;
    },
    abandon: () => {
      isStopping = true;
      server.abandon();
    },
  };
}

/** Sessions of a server that was killed take a moment to notice and to let go of its memory. */
async function startWithRetries(plan: ServerPlan, report: (message: string) => void): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    const server = spawnServer(plan);
    try {
      await waitUntilReady(server, plan.home, report);
      return server;
    } catch (error) {
      const mayPass = String(error).includes('shared memory block');
      if (attempt >= attempts || !mayPass) throw error;
      await pause(300 * attempt);
    }
  }
}
