import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../core/package-root.ts';

const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g;

describe('docs: links between pages', () => {
  it('lead to files that are there', async () => {
    const names = await readdir(join(packageRoot(), 'docs'), { recursive: true });
    const pages = [
      join(packageRoot(), 'README.md'),
      ...names.filter((name) => name.endsWith('.md')).map((name) => join(packageRoot(), 'docs', name)),
    ];
    const dead: string[] = [];
    for (const page of pages) {
      const text = (await readFile(page, 'utf8')).replace(/```[\s\S]*?```/g, '');
      for (const [, target = ''] of text.matchAll(link)) {
        if (!existsSync(join(dirname(page), target)))
          dead.push(`${relative(packageRoot(), page)}: ${target}`);
      }
    }
    expect(pages).to.have.length.above(20);
    expect(dead).to.deep.equal([]);
  });
});
