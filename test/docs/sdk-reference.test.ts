import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { readSdk, type SdkName } from '../../scripts/sdk-reference/read-sdk.ts';
import { referencePage } from '../../scripts/sdk-reference/reference-page.ts';

describe('docs: the reference of the SDK', function () {
  this.timeout(120_000);
  let names: SdkName[];
  before(() => {
    names = readSdk();
  });

  it('is what the source says: npm run docs:sdk writes it anew', async () => {
    const kept = await readFile(new URL('../../docs/plugins/reference.md', import.meta.url), 'utf8');
    expect(referencePage(names)).to.equal(kept);
  });

  it('explains every function, with an example', () => {
    const functions = names.filter(({ signature }) => signature.startsWith('export function'));
    expect(functions).to.have.length.above(40);
    expect(
      functions.filter(({ words, example }) => !words && !example).map(({ name }) => name),
    ).to.deep.equal([]);
    expect(functions.filter(({ example }) => !example).map(({ name }) => name)).to.deep.equal([]);
  });

  it('explains every type of which plugins write values', () => {
    const bare = names.filter(({ words, isValue, example }) => !words && !isValue && !example);
    expect(bare.map(({ name }) => name)).to.deep.equal([]);
  });
});
