import { expect } from 'chai';
import { detectDelimiter } from './delimiter.ts';

describe('csv: the delimiter of a file', () => {
  for (const delimiter of [',', ';', '\t', '|'] as const) {
    it(`finds ${JSON.stringify(delimiter)}`, () => {
      const text = [
        ['name', 'amount', 'note'],
        ['Ada', '1', 'x'],
        ['Bob', '2', 'y'],
      ]
        .map((row) => row.join(delimiter))
        .join('\n');
      expect(detectDelimiter(text)).to.equal(delimiter);
    });
  }

  it('is not misled by decimal commas', () => {
    expect(detectDelimiter('naam;bedrag;btw\nA;1.234,56;21,00\nB;99,00;9,00\n')).to.equal(';');
  });

  it('is not misled by separators inside quoted cells', () => {
    expect(detectDelimiter('a,b\n"x;y;z;w",1\n"p;q;r;s",2\n')).to.equal(',');
  });

  it('is not misled by a lone quotation mark', () => {
    expect(detectDelimiter('a,b,c\n1,"lone,2\n3,"x;y",5\n6,"x;y;z",8\n9,10,11\n')).to.equal(',');
  });

  it('obeys the line sep=', () => {
    expect(detectDelimiter('sep=;\na,b;c,d\n1,2;3,4\n')).to.equal(';');
    expect(detectDelimiter('"sep=|"\na,b|c,d\n')).to.equal('|');
  });

  it('takes a single column for a comma file', () => {
    expect(detectDelimiter('email\na@example.org\nb@example.org\n')).to.equal(',');
  });
});
