import type { Registry } from '../kernel/registry.ts';
import { workOfWebhook } from '../webhooks/work-of-webhook.ts';
import type { Work, Works } from './work.ts';
import { workOfJob } from './work-of-job.ts';
import { workOfListener } from './work-of-listener.ts';

const known = new WeakMap<Registry, Works>();

/** All that this process knows how to do, by queue. */
export function worksOf(registry: Registry): Works {
  const works = known.get(registry) ?? collect(registry);
  known.set(registry, works);
  return works;
}

function collect({ contributions }: Registry): Works {
  const all = [
    ...contributions.jobs.map(workOfJob),
    ...contributions.listens.map(workOfListener),
    ...contributions.webhooks.map(workOfWebhook),
  ];
  return new Map(all.map((work): [string, Work] => [work.name, work]));
}
