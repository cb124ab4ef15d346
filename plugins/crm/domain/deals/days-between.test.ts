import { expect } from 'chai';
import { daysAfter, daysBetween } from './days-between.ts';

describe('crm: days in a stage', () => {
  const noon = new Date('2026-06-01T12:00:00Z');

  it('counts days with two decimals, and none when a clock went back', () => {
    expect(daysBetween('2026-05-30T00:00:00+00:00', noon)).to.equal(2.5);
    expect(daysBetween('2026-06-01T11:59:00.000Z', noon)).to.equal(0);
    expect(daysBetween('2026-06-02T12:00:00.000Z', noon)).to.equal(0);
  });

  it('finds the day on which a deal goes stale, where there is one', () => {
    expect(daysAfter(noon, 3)).to.equal('2026-06-04T12:00:00.000Z');
    expect(daysAfter(noon, null)).to.equal(null);
  });
});
