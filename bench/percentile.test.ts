import { expect } from 'chai';
import { median, percentile } from './percentile.ts';

describe('bench: figures of a round', () => {
  it('takes the value that so many do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([50, 95, 99, 100].map((percent) => percentile(hundred, percent))).to.deep.equal([50, 95, 99, 100]);
    expect(percentile([7], 99)).to.equal(7);
    expect(percentile([], 50)).to.equal(0);
  });

  it('takes the middle of several rounds, whatever their order', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
  });
});
