import type { Figure, Sample } from './sample.ts';

/** How much a figure may rise between the first and the last stretch before it counts as growth. */
export interface Tolerance {
  readonly share: number;
  readonly amount: number;
}

/** Heaps are told by their lowest in a stretch, what was left after collecting; so are the others, for what is open only in passing. */
export const tolerances: Readonly<Record<Figure, Tolerance>> = {
  rssMb: { share: 0.1, amount: 20 },
  heapMb: { share: 0.1, amount: 8 },
  handles: { share: 0, amount: 8 },
  files: { share: 0, amount: 8 },
  connections: { share: 0, amount: 4 },
};

export interface Growth {
  readonly figure: Figure;
  readonly start: number;
  readonly end: number;
  readonly isTooMuch: boolean;
}

/** Caches fill and code is compiled in the first quarter, so nothing is compared with it. */
const warmUpShare = 0.25;
const stretches = 5;

/** Compares the first stretch after warming up with the last. */
export function judgeGrowth(samples: readonly Sample[]): Growth[] {
  const warm = samples.slice(Math.floor(samples.length * warmUpShare));
  const size = Math.max(1, Math.floor(warm.length / stretches));
  const [first, last] = [warm.slice(0, size), warm.slice(-size)];
  return (Object.keys(tolerances) as Figure[]).map((figure) => {
    const [start, end] = [first, last].map((stretch) => Math.min(...stretch.map((sample) => sample[figure])));
    return compare(figure, start ?? 0, end ?? 0);
  });
}

function compare(figure: Figure, start: number, end: number): Growth {
  const { share, amount } = tolerances[figure];
  // What could not be read is no proof that nothing grew.
  const isTooMuch = !(end - start <= start * share + amount);
  return { figure, start, end, isTooMuch };
}
