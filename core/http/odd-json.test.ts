import { expect } from 'chai';
import { InvalidInput } from '../sdk/index.ts';
import { refuseOddJson } from './odd-json.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('http: odd JSON', () => {
  for (const text of [
    '{"__proto__":{"isAdmin":true}}',
    '{"a":[{"b":{"__proto__":1}}]}',
    '{"constructor":{"prototype":{}}}',
    '[{"prototype":1}]',
    '{"\\u005f_proto__":1}',
  ]) {
    it(`refuses ${text}`, () => {
      expect(() => refuseOddJson(JSON.parse(text))).to.throw(InvalidInput);
    });
  }

  it('refuses nesting that nobody means, at once and without exhausting the stack', () => {
    expect(() => refuseOddJson(nested(41))).to.throw(InvalidInput, '40 levels');
    expect(() => refuseOddJson(nested(200_000))).to.throw(InvalidInput, '40 levels');
  });

  it('refuses too many keys', () => {
    expect(() => refuseOddJson(Array(100_001).fill(1))).to.throw(InvalidInput, 'fewer');
  });

  it('takes the same words as values, and everything plain', () => {
    for (const value of [null, 1, 'text', [], {}, { name: '__proto__', list: ['constructor'] }, nested(40)]) {
      expect(() => refuseOddJson(value)).not.to.throw();
    }
  });
});
