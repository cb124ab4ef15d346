import { expect } from 'chai';
import { brokenOff, failedFiles, slowestOf, summaryOf } from './test-outcomes.ts';

const fine = { passes: 3, pending: 1, failures: [], ms: 1_400 };
const failed = {
  passes: 1,
  pending: 0,
  failures: [{ title: 'adds', reason: 'Error: 1 is not 2\n    at a' }],
  ms: 65_000,
};

describe('the outcome of tests', () => {
  it('names what failed, where and why, and ends with the counts', () => {
    const text = summaryOf({ 'a.test.ts': fine, 'b.test.ts': failed });
    expect(text).to.include('FAILED in b.test.ts: adds').and.include('Error: 1 is not 2');
    expect(text.trimEnd().split('\n').at(-1)).to.equal('4 passed, 1 failed, 1 skipped');
  });

  it('counts a run that broke off as failed', () => {
    expect(failedFiles({ 'a.test.ts': fine, ...brokenOff })).to.deep.equal(['']);
    expect(summaryOf(brokenOff)).to.include('1 failed');
  });

  it('names the slowest files, the slowest first', () => {
    expect(slowestOf({ 'a.test.ts': fine, 'b.test.ts': failed }, 1)).to.equal('SLOW: 65 s b.test.ts\n');
  });
});
