import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Registry } from '../../kernel/registry.ts';
import type { SocketEvent } from '../../sdk/index.ts';

/** A message that browsers may send, whose it is, and how often each person still may. */
export interface SaidEvent {
  readonly plugin: string;
  readonly event: SocketEvent<unknown, unknown>;
  /** By the person's id. Counted in this process: a person's pages are with few. */
  readonly limiter: RateLimiterMemory;
}

export type SaidEvents = ReadonlyMap<string, SaidEvent>;

const usualPerMinute = 120;

export function saidEvents({ contributions }: Registry): SaidEvents {
  return new Map(
    contributions.sockets.map(({ plugin, item }) => [
      item.id,
      { plugin, event: item, limiter: limiterOf(item.perMinute) },
    ]),
  );
}

function limiterOf(points = usualPerMinute): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: 60 });
}
