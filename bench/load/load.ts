import type { Request } from '../scenarios.ts';

export interface LoadOrder {
  /** `http://127.0.0.1:3000` */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: readonly Request[];
  readonly connections: number;
  readonly seconds: number;
}

/** Requests a second and latencies in milliseconds. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers that were no 2xx, and connections that broke. */
  readonly failed: number;
}

export type Load = (order: LoadOrder) => Promise<LoadResult>;
