import { readFileSync } from 'node:fs';

/** Memory of a process in megabytes, as the kernel counts it. */
export function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

/** The longest time its loop was held since somebody last asked, in milliseconds. */
export async function longestDelayMs(base: string): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const [, seconds = '0'] = /^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text) ?? [];
  return Number(seconds) * 1_000;
}
