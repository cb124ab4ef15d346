import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { NotFound, TooLarge } from '../../sdk/errors.ts';
import { localFiles } from './local-files.ts';

const workspace = '0198c5de-0000-7000-8000-000000000001';
const other = '0198c5de-0000-7000-8000-000000000002';

describe('files: on the local disk', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'guildhall-files-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const leftovers = () => readdir(join(root, workspace));
  const thrownBy = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  it('gives back what was put', async () => {
    const files = localFiles(root);
    const { key, bytes } = await files.put(
      workspace,
      Readable.from([Buffer.from('one '), Buffer.from('two')]),
      100,
    );
    expect(bytes).to.equal(7);
    expect(await text(await files.open(workspace, key))).to.equal('one two');
    await files.remove(workspace, key);
    expect(await thrownBy(files.open(workspace, key))).to.be.instanceOf(NotFound);
  });

  it('refuses more than the limit and leaves nothing', async () => {
    const content = Readable.from([Buffer.alloc(60), Buffer.alloc(60)]);
    expect(await thrownBy(localFiles(root).put(workspace, content, 100))).to.be.instanceOf(TooLarge);
    expect(await leftovers()).to.deep.equal([]);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const broken = new Readable({
      read() {
        this.push(Buffer.alloc(10));
        setImmediate(() => this.destroy(new Error('gone')));
      },
    });
    expect(await thrownBy(localFiles(root).put(workspace, broken, 1_000_000))).to.be.instanceOf(Error);
    expect(await leftovers()).to.deep.equal([]);
  });

  it('throws away what a killed process left half-written, once it is old', async () => {
    const files = localFiles(root);
    const { key } = await files.put(workspace, Readable.from([Buffer.from('x')]), 10);
    await writeFile(join(root, workspace, `${other}.part`), 'half');
    await files.removeAbandoned(Date.now() - 60_000);
    expect(await leftovers()).to.have.length(2);
    await files.removeAbandoned(Date.now() + 60_000);
    expect(await leftovers()).to.deep.equal([key]);
  });

  it('knows files by its own names and in their workspace only', async () => {
    const files = localFiles(root);
    const { key } = await files.put(workspace, Readable.from([Buffer.from('x')]), 10);
    for (const name of ['../secrets.json', `../${workspace}/${key}`, '', '.', `${key}.part`]) {
      expect(await thrownBy(Promise.resolve().then(() => files.open(workspace, name)))).to.be.instanceOf(
        NotFound,
      );
    }
    expect(await thrownBy(files.open(other, key))).to.be.instanceOf(NotFound);
  });
});
