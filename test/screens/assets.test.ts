import { get } from 'node:http';
import { expect } from 'chai';
import { type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: assets', () => {
  let screens: ScreensApp;
  let send: Send;
  let page: string;
  let base: string;
  before(async () => {
    screens = await screensApp();
    send = await screens.as('member');
    page = (await send('GET', '/w/a/crm/contacts')).text;
    base = /\/assets\/[\w-]+\//.exec(page)?.[0] ?? 'no address of assets';
  });
  after(() => screens.stop());

  it('are kept for ever under an address that names their content', async () => {
    for (const name of [
      'app.css',
      'js/app.js',
      'vendor/tabler.css',
      'vendor/htmx.js',
      'fonts/geist-latin.woff2',
    ]) {
      const { status, headers } = await send('GET', base + name);
      expect(status, name).to.equal(200);
      expect(headers.get('cache-control'), name).to.include('immutable');
    }
  });

  it('answer an old address with what there is today, not to be kept', async () => {
    const { status, headers } = await send('GET', '/assets/older/app.css');
    expect(status).to.equal(200);
    expect(headers.get('cache-control')).to.equal('no-cache');
  });

  it('are nothing but the files meant to be served', async () => {
    for (const name of [
      '%2e%2e/%2e%2e/package.json',
      '..%2f..%2fpackage.json',
      'js',
      'nothing.css',
      'theme.json',
    ]) {
      expect((await asBrowser(base + name)).status, name).to.equal(404);
    }
  });

  it('come compressed, as the browser can take it', async () => {
    const forms = [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', undefined],
    ] as const;
    for (const [accepted, encoding] of forms) {
      const { headers } = await asBrowser(`${base}vendor/tabler.css`, accepted);
      expect(headers['content-encoding']).to.equal(encoding);
      expect(headers.vary).to.include('Accept-Encoding');
    }
  });

  it('weigh less than 200 kB for a list, the page and all it loads included', async () => {
    const linked = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    const loaded = await modulesBelow([...new Set(linked)]);
    const sizes = await Promise.all([...loaded].map(async (path) => (await asBrowser(path)).size));
    const total = sizes.reduce((sum, size) => sum + size, 0) + Buffer.byteLength(page) / 4;
    expect(loaded.size).to.be.above(10);
    expect(total).to.be.below(200_000);
  });

  /** What modules load in turn: the parts that a list uses, and everything loaded at once. */
  async function modulesBelow(start: readonly string[]): Promise<Set<string>> {
    const loaded = new Set(start);
    const later = ['js/live.js'].map((name) => base + name);
    for (const path of later) loaded.add(path);
    for (const path of loaded) {
      if (!path.includes('/js/')) continue;
      const { text } = await send('GET', path);
      for (const [, name = ''] of text.matchAll(/^import (?:[^'"]* from )?['"](\.{1,2}\/[^'"]+)['"]/gm)) {
        loaded.add(new URL(name, `http://x${path}`).pathname);
      }
    }
    return loaded;
  }

  /** As it travels, unpacked by nobody. */
  function asBrowser(path: string, accepted = 'gzip, br') {
    return new Promise<{ status: number; size: number; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        const request = get(screens.url + path, { headers: { 'accept-encoding': accepted } }, (response) => {
          let size = 0;
          response.on('data', (part: Buffer) => {
            size += part.length;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, size, headers: response.headers }),
          );
        });
        request.on('error', reject);
      },
    );
  }
});
