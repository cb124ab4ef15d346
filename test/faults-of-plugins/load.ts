import type { ServedPack } from './served-pack.ts';

export interface LoadOutcome {
  readonly asked: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
}

/** Asks these addresses over and over, so many at a time, until `during` is done. */
export async function askMeanwhile(
  pack: ServedPack,
  addresses: readonly string[],
  during: () => Promise<unknown>,
  atATime = 4,
): Promise<LoadOutcome> {
  const times: number[] = [];
  let failed = 0;
  let isOver = false;
  const askOn = async (first: number) => {
    for (let at = first; !isOver; at++) {
      const { status, ms } = await pack.ask(addresses[at % addresses.length] ?? '');
      if (status !== 200) failed += 1;
      times.push(ms);
    }
  };
  const asking = Array.from({ length: atATime }, (_, at) => askOn(at));
  await during();
  isOver = true;
  await Promise.all(asking);
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
  return { asked: times.length, failed, p50: at(0.5), p95: at(0.95), slowest: at(1) };
}
