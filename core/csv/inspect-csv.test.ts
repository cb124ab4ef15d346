import { expect } from 'chai';
import iconv from 'iconv-lite';
import { InvalidInput } from '../sdk/errors.ts';
import { decodeText } from './decode-text.ts';
import { type CsvFile, inspectCsv } from './inspect-csv.ts';
import { type DataRow, readCsv } from './read-csv.ts';

function fileOf(content: string | Buffer): CsvFile {
  const bytes = Buffer.from(content);
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
  return { bytes: bytes.length, open };
}

async function dataOf(file: CsvFile): Promise<DataRow[]> {
  const { format, columns } = await inspectCsv(file);
  const rows: DataRow[] = [];
  for await (const batch of readCsv(decodeText(file.open(), format.charset), format, columns.length))
    rows.push(...batch);
  return rows;
}

describe('csv: how a file is written', () => {
  it('finds charset, delimiter and header at once', async () => {
    const found = await inspectCsv(fileOf(iconv.encode('Name;Größe\nJürgen;1,80\n', 'windows-1252')));
    expect(found.format).to.deep.equal({
      charset: 'windows-1252',
      delimiter: ';',
      headerLine: 1,
      shortRows: false,
    });
    expect(found.columns).to.deep.equal(['Name', 'Größe']);
    expect(found.rows).to.equal(1);
  });

  it('passes over titles above the header', async () => {
    const found = await inspectCsv(
      fileOf(
        'Contact report\nExported 2026-01-05\n\nName,E-mail\nAda,ada@example.org\nBob,bob@example.org\n',
      ),
    );
    expect(found.format.headerLine).to.equal(4);
    expect(found.sample.map(({ row, line }) => [row, line])).to.deep.equal([
      [5, 5],
      [6, 6],
    ]);
  });

  it('sees that a file has no header', async () => {
    const found = await inspectCsv(fileOf('Ada,ada@example.org\nBob,bob@example.org\n'));
    expect(found.format.headerLine).to.equal(0);
    expect(found.columns).to.deep.equal(['Column 1', 'Column 2']);
    expect(found.sample).to.have.length(2);
  });

  it('tells columns of the same name and nameless ones apart', async () => {
    const found = await inspectCsv(fileOf('Email,,email,Phone\na@example.org,1,b@example.org,2\n'));
    expect(found.columns).to.deep.equal(['Email', 'Column 2', 'email (2)', 'Phone']);
  });

  it('counts rows as a spreadsheet does, lines as an editor does', async () => {
    const rows = await dataOf(fileOf('name,note\r\nAda,"two\r\nlines"\r\n\r\n,\r\nBob,x\r\n'));
    expect(rows.map(({ row, line, cells }) => [row, line, cells[0]])).to.deep.equal([
      [2, 2, 'Ada'],
      [5, 6, 'Bob'],
    ]);
  });

  it('reports rows that are too wide or too narrow', async () => {
    const rows = await dataOf(fileOf(`a,b,c\n${'1,2,3\n'.repeat(50)}1,2\n1,2,3,4\n1,2,3,\n`));
    expect(rows.map((row) => row.problem).filter(Boolean)).to.have.length(2);
    expect(rows.at(-3)?.problem).to.contain('fewer cells than the file has columns (2 of 3)');
    expect(rows.at(-2)?.problem).to.contain('more cells than the file has columns (4 of 3)');
    expect(rows.at(-1)?.cells).to.deep.equal(['1', '2', '3']);
  });

  it('accepts short rows where the file has them by habit', async () => {
    const rows = await dataOf(fileOf('a,b,c\n1,2,3\n1,2\n1\n1,2\n'));
    expect(rows.map((row) => row.problem)).to.deep.equal([null, null, null, null]);
    expect(rows[2]?.cells).to.deep.equal(['1', '', '']);
  });

  it('skips the line sep=', async () => {
    const rows = await dataOf(fileOf('sep=;\nname;city\nAda;London\n'));
    expect(rows.map(({ row, cells }) => [row, ...cells])).to.deep.equal([[3, 'Ada', 'London']]);
  });

  it('lets people overrule each guess', async () => {
    const told = { charset: 'macintosh', delimiter: '|', headerLine: 0, shortRows: true } as const;
    expect((await inspectCsv(fileOf('a,b\n1,2\n'), told)).format).to.deep.equal(told);
  });

  it('estimates the rows of a large file from its start', async () => {
    const found = await inspectCsv(fileOf(`name,city\n${'Ada Lovelace,London\n'.repeat(50_000)}`));
    expect(found.rows).to.be.within(49_500, 50_500);
    expect(found.sample).to.have.length(500);
  });

  for (const [name, head] of [
    ['workbook', 'PK\x03\x04'],
    ['PDF', '%PDF-1.7'],
  ] as const) {
    it(`says what a ${name} is instead of reading it`, async () => {
      const error = await inspectCsv(fileOf(`${head} rest`)).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(InvalidInput);
    });
  }
});
