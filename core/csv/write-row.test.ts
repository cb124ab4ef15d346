import { expect } from 'chai';
import { guardCell, unguardCell, writeRow } from './write-row.ts';

describe('csv: writing rows', () => {
  it('quotes what would break a row', () => {
    expect(writeRow(['a', 'b,c', 'say "hi"', 'two\nlines', ' edge'])).to.equal(
      'a,"b,c","say ""hi""","two\nlines"," edge"\r\n',
    );
  });

  for (const text of ['=1+1', '@SUM(A1)', '+cmd|calc', "-2+cmd|' /C calc'!A0", '\t=1', '\r=1', '＝1']) {
    it(`disarms ${JSON.stringify(text)}`, () => {
      expect(guardCell(text)).to.equal(`'${text}`);
    });
  }

  for (const text of [
    '-12.50',
    '-1.234,56',
    '+31 20 123 4567',
    '+1 (555) 010-9999',
    '-5%',
    "it's",
    "'quoted'",
  ]) {
    it(`leaves ${text} as it is`, () => {
      expect(guardCell(text)).to.equal(text);
    });
  }

  it('gives back exactly what it was given', () => {
    for (const text of ['=1+1', "'=1+1", "''@x", '+31 20', "'t Hart", '-x', '']) {
      expect(unguardCell(guardCell(text))).to.equal(text);
    }
  });
});
