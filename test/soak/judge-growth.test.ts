import { expect } from 'chai';
import { judgeGrowth } from './judge-growth.ts';
import type { Sample } from './sample.ts';

const steady: Sample = { rssMb: 200, heapMb: 60, handles: 20, files: 40, connections: 8 };
const hour = (at: (turn: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: 400 }, (_, turn) => ({ ...steady, ...at(turn) }));
const grown = (samples: readonly Sample[]) =>
  judgeGrowth(samples).flatMap(({ figure, isTooMuch }) => (isTooMuch ? [figure] : []));

describe('soak: what counts as growth', () => {
  it('is not a heap that fills and is collected', () => {
    expect(grown(hour((turn) => ({ heapMb: 60 + (turn % 50), rssMb: 200 + (turn % 30) })))).to.deep.equal([]);
  });

  it('is not what rises while it warms up', () => {
    expect(grown(hour((turn) => ({ rssMb: 150 + Math.min(turn, 90) })))).to.deep.equal([]);
  });

  it('is memory that is never given back', () => {
    expect(grown(hour((turn) => ({ heapMb: 60 + (turn % 50) + turn * 0.1 })))).to.deep.equal(['heapMb']);
  });

  it('is every connection and file that stays open', () => {
    const samples = hour((turn) => ({
      files: 40 + Math.floor(turn / 20),
      connections: 8 + Math.floor(turn / 40),
    }));
    expect(grown(samples)).to.deep.equal(['files', 'connections']);
  });

  it('is not ruled out by figures that cannot be read', () => {
    expect(grown(hour(() => ({ handles: Number.NaN })))).to.deep.equal(['handles']);
  });
});
