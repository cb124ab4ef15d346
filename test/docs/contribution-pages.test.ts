import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { contributionKeys } from '../../core/kernel/contributions/contribution-types.ts';
import { packageRoot } from '../../core/package-root.ts';

const folder = join(packageRoot(), 'docs', 'plugins');
const row = /^\| (?<kinds>`[^|]+) \| [^|]+ \| \[[^\]]+\]\((?<page>[a-z-]+\.md)\) \|$/gm;

/** Which page the overview names for each kind. */
async function pagesOfKinds(): Promise<[kind: string, page: string][]> {
  const overview = await readFile(join(folder, 'README.md'), 'utf8');
  return [...overview.matchAll(row)].flatMap(({ groups: { kinds = '', page = '' } = {} }) =>
    [...kinds.matchAll(/`(\w+)`/g)].map(([, kind = '']): [string, string] => [kind, page]),
  );
}

describe('docs: what a plugin may contribute', () => {
  it('has a page for every kind there is, and for none that is not', async () => {
    const named = (await pagesOfKinds()).map(([kind]) => kind);
    expect(named).to.have.members([...contributionKeys]);
  });

  it('shows on that page how each is declared', async () => {
    for (const [kind, page] of await pagesOfKinds()) {
      const text = await readFile(join(folder, page), 'utf8');
      expect(text, `${page} declares no ${kind}`).to.match(new RegExp(`\\b${kind}: \\[`));
    }
  });
});
