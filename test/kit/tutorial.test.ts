import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../core/package-root.ts';
import { bootTestApp, type TestApp } from '../../core/testing/index.ts';
import { type Followed, followTutorial } from './tutorial.ts';

const example = join(packageRoot(), 'test', 'plugins', 'hello');

async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(files.map((file, index) => [relative(folder, file), texts[index] ?? '']));
}

describe('the tutorial, done word for word', () => {
  let folder: string;
  let followed: Followed;
  let app: TestApp;
  let startedIn: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-tutorial-'));
    followed = await followTutorial(folder);
    const began = performance.now();
    app = await bootTestApp({ folders: [join(folder, 'hello')] });
    startedIn = performance.now() - began;
  });
  after(async () => {
    console.log(
      `      ${followed.commands.length} commands, ${followed.lines} lines by hand, up in ${Math.round(startedIn)} ms`,
    );
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes three commands to a tested plugin and at most forty lines by hand', () => {
    expect(followed.commands).to.have.length(3);
    expect(followed.lines).to.be.at.most(40);
  });

  it('ends with the example plugin, file by file', async () => {
    expect(await filesIn(join(folder, 'hello'))).to.deep.equal(await filesIn(example));
  });

  it('is up, with no problem to tell', () => {
    const [plugin] = app.runtime.registry.plugins;
    expect([plugin?.id, plugin?.state, plugin?.problems]).to.deep.equal(['hello', 'enabled', []]);
  });

  it('answers over REST, is searched and guarded', async () => {
    const made = await app
      .as('member')
      .post('/api/hello/greetings')
      .send({ name: 'Good morning', tone: 'formal' });
    expect(made.status, made.text).to.equal(201);
    const found = await app.as('viewer').get('/api/hello/greetings?q=morning&filter[tone][is]=formal');
    expect(found.body.data).to.have.length(1);
    expect((await app.as('viewer').post('/api/hello/greetings').send({ name: 'No' })).status).to.equal(403);
  });

  it('does what it was taught', async () => {
    const done = await app.as('member').post('/api/actions/hello.greeting.greet').send({ name: 'Ada' });
    expect(done.status, done.text).to.equal(200);
    const made = await app.as('viewer').get(`/api/hello/greetings/${done.body.data.greetingId}`);
    expect(made.body.data).to.deep.include({ name: 'Hello, Ada!', tone: 'warm' });
  });
});
