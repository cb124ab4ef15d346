import type { Config } from '../../config/schema.ts';
import { loadSecrets } from '../../config/secrets.ts';
import { registerListeners } from '../events/register-listeners.ts';
import { watchMemory } from '../faults/memory/watch-memory.ts';
import { startWatchdog } from '../faults/watchdog/start-watchdog.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { findCandidates } from '../kernel/find/find-candidates.ts';
import type { Runtime } from '../runtime.ts';
import type { Logger } from '../sdk/index.ts';
import type { Closing } from './closing.ts';
import type { Duty } from './duties.ts';
import { firstPage } from './first-page.ts';
import type { ProcessGuard } from './guard-process.ts';
import { openInstance } from './open-instance.ts';
import { openRuntime } from './open-runtime.ts';
import { openWorkerServer } from './open-worker-server.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startWork } from './start-work.ts';
import { addressOf, listen } from './web-server.ts';

export interface BootParts {
  readonly guard: ProcessGuard;
  readonly config: Config;
  readonly log: Logger;
  readonly closing: Closing;
  /** For what takes a moment. */
  readonly report: (message: string) => void;
  /** Told once everything a request stands on is there. */
  readonly onRuntime?: (runtime: Runtime) => void;
}

/**
 * From nothing to a process that does its duty. What was opened on the way is in `closing`, also when it fails.
 * @returns where it answers
 */
export async function boot(parts: BootParts, duty: Duty): Promise<string> {
  const { config, closing, guard, log, report } = parts;
  const sessionSecret = config.sessionSecret ?? (await loadSecrets(config.dataDir)).sessionSecret;
  const candidates = await findCandidates(config);
  guard.know(candidates);
  const database = await prepareDatabase(config, closing, report);
  const know = guard.know.bind(guard);
  const runtime = await openRuntime({ config, ...database, candidates, log, closing, know });
  parts.onRuntime?.(runtime);
  guard.tell(runtime.pluginCalls);
  const known = identified(candidates, runtime.registry);
  guard.know(known);
  const watchdog = startWatchdog(runtime, known, database.appUrl);
  closing.add('the watchdog', () => watchdog.stop());
  const memory = watchMemory(runtime, known);
  closing.add('the watch over memory', async () => memory.stop());
  if (duty.works) startWork(runtime, closing);
  return duty.serves ? serve(runtime, sessionSecret, closing) : answerWatchers(runtime, closing);
}

/** A package is found by another name than its plugin has. */
function identified(candidates: readonly Candidate[], { plugins }: Runtime['registry']): Candidate[] {
  const ids = new Map(plugins.map(({ folder, id }) => [folder, id]));
  return candidates.map((one) => ({ ...one, name: ids.get(one.folder) ?? one.name }));
}

async function serve(runtime: Runtime, sessionSecret: string, closing: Closing): Promise<string> {
  const { config } = runtime;
  // What happens before the first worker is there waits for the listeners it will have.
  await registerListeners(runtime);
  const server = openInstance(runtime, sessionSecret, closing);
  await listen(server, config);
  return firstPage(runtime, addressOf(server, config), sessionSecret);
}

/** A worker takes no requests but those of whoever watches over it. */
async function answerWatchers(runtime: Runtime, closing: Closing): Promise<string> {
  const { host, workerPort: port } = runtime.config;
  const server = openWorkerServer(runtime, closing);
  await listen(server, { host, port }, 'WORKER_PORT');
  return `${addressOf(server, { host, publicUrl: undefined })}/health/ready`;
}
