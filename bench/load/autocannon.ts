import autocannon from 'autocannon';
import { percentile } from '../percentile.ts';
import type { LoadOrder, LoadResult } from './load.ts';

const mostRequests = 200;

/** Where wrk is not installed. It shares the processor with what it measures, so figures are lower. */
export function loadByAutocannon(order: LoadOrder): Promise<LoadResult> {
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: order.base,
        connections: order.connections,
        duration: order.seconds,
        headers: { 'content-type': 'application/json', ...order.headers },
        // Each connection prepares all of them before it starts.
        requests: order.requests.slice(0, mostRequests),
      },
      (error, result) => {
        if (error) return reject(error);
        const failed = result.non2xx + result.errors + result.timeouts;
        resolve({ perSecond: times.length / result.duration, ...percentilesOf(times), failed });
      },
    );
    instance.on('response', (_client, _status, _bytes, time) => void times.push(time));
  });
}

function percentilesOf(times: number[]): Pick<LoadResult, 'p50' | 'p95' | 'p99'> {
  const sorted = times.sort((a, b) => a - b);
  return { p50: percentile(sorted, 50), p95: percentile(sorted, 95), p99: percentile(sorted, 99) };
}
