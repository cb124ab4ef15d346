import { expect } from 'chai';
import { arrange, rearranged } from './arrangement.ts';

const tiles = ['a', 'b', 'c'].map((id) => ({ id }));

describe('home: arranging tiles', () => {
  const ids = (arranged: ReturnType<typeof arrange>) =>
    arranged.map(({ tile, isHidden }) => (isHidden ? `(${tile.id})` : tile.id));

  it('follows the person, and appends what is new', () => {
    const arrangement = [
      { id: 'c', isHidden: false },
      { id: 'a', isHidden: true },
    ];
    expect(ids(arrange(tiles, arrangement))).to.deep.equal(['c', '(a)', 'b']);
    expect(ids(arrange(tiles, []))).to.deep.equal(['a', 'b', 'c']);
  });

  it('leaves out what is off, and remembers how it stood', () => {
    const before = [
      { id: 'gone', isHidden: true },
      { id: 'b', isHidden: false },
    ];
    expect(ids(arrange(tiles, before))).to.deep.equal(['b', 'a', 'c']);
    expect(rearranged(before, [{ id: 'b', isHidden: true }])).to.deep.equal([
      { id: 'b', isHidden: true },
      { id: 'gone', isHidden: true },
    ]);
  });
});
