import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../core/package-root.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/switch-module.ts';

const folder = join(packageRoot(), 'test', 'fixtures', 'generated', 'visits');

/** The guide's code blocks that begin with the name of a file, written where they say. */
async function writeExample(): Promise<string[]> {
  const guide = await readFile(join(packageRoot(), 'docs', 'plugins', 'writing-a-plugin.md'), 'utf8');
  const files = [...guide.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => ({
    name,
    code,
  }));
  for (const { name, code } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), code);
  }
  return files.map(({ name }) => name);
}

describe('docs: the plugin in the guide', () => {
  let app: TestApp;
  let files: string[];
  before(async () => {
    await rm(folder, { recursive: true, force: true });
    files = await writeExample();
    app = await bootTestApp({ fixtures: ['../generated/visits'] });
    await switchModule(app, 'visits', true);
  });
  after(async () => {
    await app?.stop();
    await rm(dirname(folder), { recursive: true, force: true });
  });

  it('is whole: the declaration, a resource and its table', () => {
    expect(files).to.have.members(['index.ts', 'resources/visit.ts', 'migrations/0001-create-visits.ts']);
  });

  it('is up, with no problem to tell', () => {
    const [plugin] = app.runtime.registry.plugins;
    expect([plugin?.id, plugin?.state, plugin?.problems]).to.deep.equal(['visits', 'enabled', []]);
  });

  it('answers over REST, lets members write and viewers look', async () => {
    const visit = { place: 'Rotterdam', visitsOn: '2026-06-01' };
    const made = await app.as('member').post('/api/visits/visits').send(visit);
    expect(made.status, made.text).to.equal(201);
    expect(made.body.data).to.deep.include({ ...visit, purpose: 'sales' });
    const found = await app
      .as('viewer')
      .get('/api/visits/visits?q=rotter&filter[visitsOn][gte]=2026-01-01&sort=place');
    expect(found.body.data).to.have.length(1);
    expect((await app.as('viewer').post('/api/visits/visits').send(visit)).status).to.equal(403);
  });
});
