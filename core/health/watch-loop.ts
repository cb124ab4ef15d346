import type { Logger } from '../sdk/index.ts';

export interface LoopWatch {
  /** Times that everything stood still for longer than a moment. */
  stalls(): number;
  stop(): void;
}

const everyMs = 250;
const stallMs = 1_000;

/** Tells afterwards when something kept the event loop, so that nobody else was served meanwhile. */
export function watchLoop(log: Logger): LoopWatch {
  let stalls = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const ms = Math.round(now - last - everyMs);
    last = now;
    if (ms < stallMs) return;
    stalls += 1;
    log.warn({ ms }, 'This process stood still: something kept the event loop to itself.');
  }, everyMs).unref();
  return { stalls: () => stalls, stop: () => clearInterval(timer) };
}
