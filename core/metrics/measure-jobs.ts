import { listenerLag, outboxLag } from '../events/listener-lag.ts';
import { type QueueFigures, queueFigures } from '../jobs/operate/queue-figures.ts';
import type { Runtime } from '../runtime.ts';
import type { FigureValue } from './create-metrics.ts';
import { foldLabels } from './fold-labels.ts';
import { readOften } from './read-often.ts';

/** Counting a long line costs the database something, so it is not done anew for every collector. */
const freshMs = 5_000;
const states = ['ready', 'delayed', 'running', 'held', 'dead'] as const;

/** How jobs, listeners and the outbox stand over all workspaces; every process tells the same. */
export function measureJobs(runtime: Runtime): void {
  const queues = readOften(() => queueFigures(runtime), freshMs);
  const behind = readOften(() => listenerLag(runtime), freshMs);
  const outbox = readOften(() => outboxLag(runtime), freshMs);
  const { metrics } = runtime;
  metrics.ask({
    name: 'guildhall_jobs',
    help: 'Jobs and deliveries by queue and state, of all workspaces; dead ones failed for good.',
    labels: ['plugin', 'queue', 'state'],
    read: async () => foldLabels((await queues()).flatMap(valuesOf), 'queue', sum),
  });
  metrics.ask({
    name: 'guildhall_jobs_oldest_seconds',
    help: 'How long the oldest job of a queue that could run has waited.',
    labels: ['plugin', 'queue'],
    read: async () => foldLabels((await queues()).map(ageOf), 'queue', longest),
  });
  metrics.ask({
    name: 'guildhall_listener_lag_seconds',
    help: 'The age of the oldest event that a listener has not dealt with.',
    labels: ['plugin', 'listener'],
    read: async () => foldLabels((await behind()).map(lagOf), 'listener', longest),
  });
  metrics.ask({
    name: 'guildhall_outbox_events',
    help: 'Events that were not handed on to their listeners yet.',
    read: async () => [{ value: (await outbox()).count }],
  });
  metrics.ask({
    name: 'guildhall_outbox_oldest_seconds',
    help: 'The age of the oldest event that was not handed on to its listeners yet.',
    read: async () => [{ value: seconds((await outbox()).oldest_ms ?? 0) }],
  });
}

function valuesOf(figures: QueueFigures): FigureValue[] {
  const { plugin, queue } = figures;
  return states.map((state) => ({ value: figures[state], labels: { plugin, queue, state } }));
}

function ageOf({ plugin, queue, oldestDueMs }: QueueFigures): FigureValue {
  return { value: seconds(oldestDueMs), labels: { plugin, queue } };
}

function lagOf(lag: { plugin: string; listener: string; oldest_ms: number }): FigureValue {
  return { value: seconds(lag.oldest_ms), labels: { plugin: lag.plugin, listener: lag.listener } };
}

const seconds = (ms: number): number => Math.max(0, ms) / 1_000;
const sum = (one: number, other: number): number => one + other;
const longest = (one: number, other: number): number => Math.max(one, other);
