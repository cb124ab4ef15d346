import type { Runtime } from '../runtime.ts';
import type { FigureValue } from './create-metrics.ts';
import { measureJobs } from './measure-jobs.ts';
import { measurePlugins } from './measure-plugins.ts';

/** The figures of what every process stands on. */
export function measureRuntime(runtime: Runtime): void {
  const { metrics, health, database } = runtime;
  metrics.ask({
    name: 'guildhall_database_up',
    help: '1 while the database answers this process.',
    read: () => [{ value: health.trouble() === null ? 1 : 0 }],
  });
  metrics.ask({
    name: 'guildhall_database_connections',
    help: 'Connections of this process by state, and the requests that wait for one.',
    labels: ['state'],
    read: () => connections(database.pool),
  });
  metrics.ask({
    name: 'guildhall_event_loop_stalls',
    help: 'Times since the start that everything stood still for a second or longer.',
    read: () => [{ value: health.stalls() }],
  });
  measureJobs(runtime);
  measurePlugins(runtime);
}

function connections(pool: Runtime['database']['pool']): FigureValue[] {
  const { totalCount, idleCount, waitingCount } = pool;
  return [
    { value: totalCount - idleCount, labels: { state: 'busy' } },
    { value: idleCount, labels: { state: 'idle' } },
    { value: waitingCount, labels: { state: 'awaited' } },
  ];
}
