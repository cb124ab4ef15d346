import { expect } from 'chai';
import { movedTo } from './move-field.ts';

describe('own fields: their order', () => {
  it('puts one to another place', () => {
    expect(movedTo(['a', 'b', 'c'], 'c', 0)).to.deep.equal(['c', 'a', 'b']);
    expect(movedTo(['a', 'b', 'c'], 'a', 1)).to.deep.equal(['b', 'a', 'c']);
  });

  it('stays inside, and leaves the order alone for one that is not there', () => {
    expect(movedTo(['a', 'b'], 'a', 99)).to.deep.equal(['b', 'a']);
    expect(movedTo(['a', 'b'], 'b', -1)).to.deep.equal(['b', 'a']);
    expect(movedTo(['a', 'b'], 'x', 0)).to.deep.equal(['a', 'b']);
  });
});
