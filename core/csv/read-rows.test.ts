import { expect } from 'chai';
import type { CsvRow } from './csv-row.ts';
import { readRows } from './read-rows.ts';
import { longestRow, openQuote } from './salvage-line.ts';

async function rowsOf(text: string, size = 1_000): Promise<CsvRow[]> {
  const pieces = async function* () {
    const letters = [...text];
    for (let at = 0; at < letters.length; at += size) yield letters.slice(at, at + size).join('');
  };
  const rows: CsvRow[] = [];
  for await (const batch of readRows(pieces(), ',')) rows.push(...batch);
  return rows;
}

describe('csv: reading rows', () => {
  it('reads quoted cells, doubled marks and line breaks, with the line each row starts on', async () => {
    const rows = await rowsOf('a,b\n1,"x ""y"" z"\n2,"two\nlines"\n3,end');
    expect(rows.map(({ line, cells }) => [line, ...cells])).to.deep.equal([
      [1, 'a', 'b'],
      [2, '1', 'x "y" z'],
      [3, '2', 'two\nlines'],
      [5, '3', 'end'],
    ]);
  });

  it('reports a lone quotation mark and keeps every other row', async () => {
    const rows = await rowsOf('1,"Smith & co,x\n2,Jones,y\n3,"Miller",z\n');
    expect(rows.map(({ line, problem }) => [line, problem])).to.deep.equal([
      [1, openQuote],
      [2, null],
      [3, null],
    ]);
    expect(rows[0]?.cells).to.deep.equal(['1', '"Smith & co', 'x']);
    expect(rows[2]?.cells).to.deep.equal(['3', 'Miller', 'z']);
  });

  it('reports a quotation mark that is open at the end and keeps the rows after it', async () => {
    const rows = await rowsOf('1,"open\n2,b\n3,c\n');
    expect(rows.map(({ cells, problem }) => [cells[0], problem === null])).to.deep.equal([
      ['1', false],
      ['2', true],
      ['3', true],
    ]);
  });

  it('takes marks inside a cell as text', async () => {
    const rows = await rowsOf('1,5" pipe\n2,"Bob "the tall" Smith"\n');
    expect(rows.map(({ cells, problem }) => [...cells, problem])).to.deep.equal([
      ['1', '5" pipe', null],
      ['2', 'Bob "the tall" Smith', null],
    ]);
  });

  it('takes a cell that begins with a mark of its own, over several lines too', async () => {
    const rows = await rowsOf('1,"""Hi"" she said\nand left"\n2,"""Ok"""\n');
    expect(rows.map(({ cells }) => cells[1])).to.deep.equal(['"Hi" she said\nand left', '"Ok"']);
  });

  it('reads the same whatever the chunks', async () => {
    const text = 'a,b\n1,"x\ny"\n2,"lone,z\n3,w\n4,"q"\n5,5" pipe\n7," open to the end\n8,é👩🏽‍💻';
    const whole = await rowsOf(text);
    for (const size of [1, 2, 3, 5, 11]) expect(await rowsOf(text, size)).to.deep.equal(whole);
  });

  it('survives a file of nothing but broken rows', async () => {
    const rows = await rowsOf('"a"b","\n'.repeat(400));
    expect(rows).to.have.length(400);
    expect(rows.at(-1)?.line).to.equal(400);
  });

  it('refuses a row without end instead of holding it in memory', async () => {
    const rows = await rowsOf(`1,"${'x'.repeat(longestRow * 3)}\n2,b\n`, 65_536);
    expect(rows.length).to.be.lessThan(6);
    expect(rows[0]?.problem).to.contain('too long');
    expect(rows[0]?.cells.join('').length).to.be.lessThan(500);
    expect(rows.at(-1)?.cells).to.deep.equal(['2', 'b']);
  });

  it('gives nothing for an empty text', async () => {
    expect(await rowsOf('')).to.deep.equal([]);
  });
});
