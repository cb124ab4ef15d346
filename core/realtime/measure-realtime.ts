import type { Listening } from './listening.ts';

/** The figures of live connections of this process. */
export function measureRealtime({ runtime, io, rechecks }: Listening): void {
  runtime.metrics.ask({
    name: 'guildhall_live_connections',
    help: 'Live connections that this process holds.',
    read: () => [{ value: io.sockets.sockets.size }],
  });
  runtime.metrics.ask({
    name: 'guildhall_live_rechecks',
    help: 'Times since the start that the rights of a live connection were looked at again.',
    read: () => [{ value: rechecks.looks() }],
  });
}
