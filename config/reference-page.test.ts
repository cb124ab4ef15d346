import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { configurationPage } from './reference-page.ts';
import { environmentVariables } from './schema.ts';

describe('configuration: the reference page', () => {
  it('is up to date; if not, run `npm run docs:config`', async () => {
    const page = new URL('../docs/operators/configuration.md', import.meta.url);
    expect(await readFile(page, 'utf8')).to.equal(configurationPage());
  });

  it('describes every variable', () => {
    for (const variable of environmentVariables) expect(configurationPage()).to.contain(`\n## ${variable}\n`);
  });
});
