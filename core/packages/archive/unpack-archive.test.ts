import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Header, pack } from 'tar-stream';
import { InvalidInput } from '../../sdk/index.ts';
import { pluginLimits } from './archive-limits.ts';
import { unpackArchive } from './unpack-archive.ts';

type Entry = Partial<Header> & { readonly name: string; readonly content?: string | Buffer };

async function archiveOf(...entries: Entry[]): Promise<Buffer> {
  const tar = pack();
  const chunks: Buffer[] = [];
  tar.on('data', (chunk) => void chunks.push(chunk as Buffer));
  const ended = new Promise<void>((resolve) => void tar.on('end', () => resolve()));
  for (const { content = '', ...header } of entries) tar.entry(header as Header, content as string);
  tar.finalize();
  await ended;
  return gzipSync(Buffer.concat(chunks));
}

describe('packages: an archive is unpacked', () => {
  let outer: string;
  let folder: string;
  beforeEach(async () => {
    outer = await mkdtemp(join(tmpdir(), 'guildhall-unpack-'));
    folder = join(outer, 'inside');
  });
  afterEach(() => rm(outer, { recursive: true, force: true }));

  const refused = async (archive: Buffer, limits = pluginLimits): Promise<string> => {
    const error: unknown = await unpackArchive(archive, folder, limits).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(InvalidInput);
    expect((await readdir(outer)).filter((name) => name !== 'inside')).to.deep.equal([]);
    return (error as InvalidInput).message;
  };

  it('below its first folder', async () => {
    await unpackArchive(await archiveOf({ name: 'package/a/b.txt', content: 'hello' }), folder);
    expect(await readFile(join(folder, 'a', 'b.txt'), 'utf8')).to.equal('hello');
  });

  it('never outside its folder', async () => {
    const names = [
      'package/../../evil',
      '../evil',
      '/etc/evil',
      'package/a/../../../evil',
      'package\\..\\..\\evil',
      'C:/evil',
    ];
    for (const name of names) {
      expect(await refused(await archiveOf({ name, content: 'x' })), name).to.match(/^The archive holds /);
    }
  });

  it('without links, devices and pipes', async () => {
    const kinds = ['symlink', 'link', 'character-device', 'block-device', 'fifo'] as const;
    for (const type of kinds) {
      const entry = { name: 'package/x', type, linkname: '/etc/passwd' };
      expect(await refused(await archiveOf(entry)), type).to.match(/only plain files are taken/);
    }
  });

  it('never through a link that came before', async () => {
    const link: Entry = { name: 'package/out', type: 'symlink', linkname: '..' };
    await refused(await archiveOf(link, { name: 'package/out/evil', content: 'x' }));
  });

  it('without two files that some system takes for one', async () => {
    const twice = await archiveOf(
      { name: 'package/Index.js', content: '1' },
      { name: 'package/index.js', content: '2' },
    );
    expect(await refused(twice)).to.match(/twice/);
    expect(await refused(await archiveOf({ name: 'package/con.txt', content: '1' }))).to.match(
      /not every system/,
    );
  });

  it('up to a number of entries and bytes', async () => {
    const small = { ...pluginLimits, entries: 3, bytes: 1_000, fileBytes: 600 };
    const files = (count: number, bytes: number) =>
      Array.from({ length: count }, (_, index) => ({
        name: `package/${index}`,
        content: Buffer.alloc(bytes),
      }));
    expect(await refused(await archiveOf(...files(4, 1)), small)).to.match(/more than 3 entries/);
    expect(await refused(await archiveOf(...files(1, 700)), small)).to.match(/too large/);
    await rm(folder, { recursive: true, force: true });
    expect(await refused(await archiveOf(...files(3, 500)), small)).to.match(/unpacks to more/);
  });

  it('with flat memory, when it is a bomb', async () => {
    const bomb = await archiveOf({
      name: 'package/zeros',
      content: Buffer.alloc(pluginLimits.fileBytes + 1),
    });
    const before = process.memoryUsage().rss;
    expect(await refused(bomb)).to.match(/too large/);
    const grown = Math.max(0, process.memoryUsage().rss - before) / 1_000_000;
    console.log(
      `      ${bomb.length} bytes that unpack to ${pluginLimits.fileBytes / 1_000_000} MB: memory grew by ${Math.round(grown)} MB`,
    );
    expect(grown).to.be.below(60);
  });

  it('not at all when it is no archive, or a damaged one', async () => {
    expect(await refused(Buffer.from('PK not this'))).to.match(/no \.tgz archive/);
    const whole = await archiveOf({ name: 'package/a', content: 'hello'.repeat(1000) });
    expect(await refused(whole.subarray(0, whole.length - 20))).to.match(/damaged/);
    expect(await refused(gzipSync('not a tar at all'))).to.match(/damaged|no files/);
  });

  it('refuses one that unpacks to endless emptiness', async () => {
    const limits = { ...pluginLimits, bytes: 1_000_000, entries: 10 };
    expect(await refused(gzipSync(Buffer.alloc(3_000_000)), limits)).to.match(
      /unpacks to more than is taken/,
    );
  });
});
