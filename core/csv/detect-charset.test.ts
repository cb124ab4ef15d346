import { expect } from 'chai';
import iconv from 'iconv-lite';
import type { Charset } from './charset.ts';
import { decodeText } from './decode-text.ts';
import { detectCharset } from './detect-charset.ts';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const western =
  'Name;Ort;Notiz\nJürgen Müller;Köln;Größe geprüft\nZoë Brontë;Malmö;naïve café\nFrançois;Orléans;élève\n';
const marks: Partial<Record<Charset, readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
};

describe('csv: the character set of a file', () => {
  for (const charset of ['utf-8', 'windows-1252', 'macintosh', 'utf-16le', 'utf-16be'] as const) {
    it(`finds ${charset} by its bytes`, async () => {
      expect(await detectCharset(inChunks(iconv.encode(western, charset), 64))).to.equal(charset);
    });
  }

  for (const [charset, mark] of Object.entries(marks)) {
    it(`finds ${charset} by its mark and drops the mark`, async () => {
      const bytes = Buffer.concat([Buffer.from(mark), iconv.encode('é\n', charset)]);
      expect(await detectCharset(inChunks(bytes, 1024))).to.equal(charset);
      const pieces: string[] = [];
      for await (const piece of decodeText(inChunks(bytes, 1), charset as Charset)) pieces.push(piece);
      expect(pieces.join('')).to.equal('é\n');
    });
  }

  const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

  it('does not believe the mark of UTF-8 before Windows-1252, and drops it there too', async () => {
    const bytes = Buffer.concat([utf8Mark, iconv.encode(western, 'windows-1252')]);
    expect(await detectCharset(inChunks(bytes, 1024))).to.equal('windows-1252');
    const pieces: string[] = [];
    for await (const piece of decodeText(inChunks(bytes, 1024), 'windows-1252')) pieces.push(piece);
    expect(pieces.join('')).to.equal(western);
  });

  it('believes the mark when a single byte is broken', async () => {
    const bytes = Buffer.concat([utf8Mark, Buffer.from(western), Buffer.from([0xff])]);
    expect(await detectCharset(inChunks(bytes, 1024))).to.equal('utf-8');
  });

  it('believes UTF-8 whose characters are cut by chunks', async () => {
    const bytes = Buffer.from('Zoë, 北京, 👩🏽‍💻, Ærø\n'.repeat(20));
    for (const size of [1, 2, 3, 5, 7]) expect(await detectCharset(inChunks(bytes, size))).to.equal('utf-8');
  });

  it('notices a single accent late in a long file', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,city\nAda,London\n'.repeat(20_000)),
      iconv.encode('Zoë Vidal,Genève\n', 'windows-1252'),
    ]);
    expect(await detectCharset(inChunks(bytes, 65_536))).to.equal('windows-1252');
  });

  it('keeps typographic quotation marks of Windows apart from Mac letters', async () => {
    const text = 'name,note\nO’Brien,it’s “fine” – he’s here\nD’Arcy,don’t\nSørensen,Ærø\n';
    expect(await detectCharset(inChunks(iconv.encode(text, 'windows-1252'), 1024))).to.equal('windows-1252');
  });

  it('finds Cyrillic', async () => {
    const text =
      'Имя,Город\nАнна Каренина,Москва\nЛев Толстой,Ясная Поляна\nФёдор Достоевский,Санкт-Петербург\n'.repeat(
        5,
      );
    expect(await detectCharset(inChunks(iconv.encode(text, 'windows-1251'), 1024))).to.equal('windows-1251');
  });

  it('calls an empty file UTF-8', async () => {
    expect(await detectCharset(inChunks(Buffer.alloc(0), 10))).to.equal('utf-8');
  });

  it('makes every line ending one character, across chunks too', async () => {
    const pieces: string[] = [];
    for await (const piece of decodeText(inChunks(Buffer.from('a\r\nb\rc\n\r\nd\r'), 2), 'utf-8'))
      pieces.push(piece);
    expect(pieces.join('')).to.equal('a\nb\nc\n\nd\n');
  });
});
