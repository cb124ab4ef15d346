import { expect } from 'chai';
import { matchesWords } from './matches-words.ts';

describe('palette: matching words', () => {
  it('finds a text by the beginnings of its words, in any order', () => {
    expect(matchesWords('New contact', 'cont new')).to.equal(true);
    expect(matchesWords('New contact', 'tact')).to.equal(false);
    expect(matchesWords('New contact', 'contact merge')).to.equal(false);
  });

  it('takes everything before anything is typed', () => {
    expect(matchesWords('New contact', ' ')).to.equal(true);
  });
});
