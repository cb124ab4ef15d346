import { expect } from 'chai';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from './people.ts';

describe('search: sources that plugins bring', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ fixtures: ['crier', 'notes'] });
    await openDoors(app);
  });
  after(() => app.stop());

  const search = async (email: string, slug = 'a') =>
    (await (await signedIn(app, email)).get(`/w/${slug}/search?q=rain`)).text;

  it('stand beside the records, as far as one may', async () => {
    const text = await search('member@a.example');
    expect(text).to.include('href="/w/a/crier/news"').and.to.include('News of rain');
    expect(text).not.to.include('aria-label="secrets"');
    expect(await search('admin@a.example')).to.include('aria-label="secrets"');
  });

  it('hold up nobody: a slow one is left out with a word', async () => {
    const began = performance.now();
    const text = await search('member@a.example');
    expect(text).to.include('slow did not answer in time and is left out.');
    expect(performance.now() - began).to.be.below(8_000);
  });

  it('lead nowhere outside: an answer that is none is left out', async () => {
    const text = await search('member@a.example');
    expect(text).to.include('wrong could not be searched.').and.not.to.include('evil.example');
  });

  it('are gone where the module is off', async () => {
    await switchPlugin(app.runtime, await app.scope('admin'), 'crier', false);
    const text = await search('member@a.example');
    expect(text).not.to.include('crier').and.not.to.include('did not answer');
    expect(await search('member@b.example', 'b')).to.include('News of rain');
  });
});
