import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/index.ts';
import { surfaceReport } from '../../core/testing/surface/surface-report.ts';
import { shippedPlugins } from '../contract/shipped-plugins.ts';

describe('surface: what every plugin offers and asks for', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ plugins: await shippedPlugins() });
  });
  after(() => app.stop());

  it('is written down as it is: npm run surface writes it anew', async () => {
    for (const id of await shippedPlugins()) {
      const kept = await readFile(new URL(`./${id}.md`, import.meta.url), 'utf8').catch(() => '');
      expect(await surfaceReport(app, id), id).to.equal(kept);
    }
  });
});
