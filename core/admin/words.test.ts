import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../package-root.ts';
import { createTranslate, readCatalogue } from './translate.ts';

const theme = join(packageRoot(), 'themes', 'default');
const catalogue = readCatalogue([join(theme, 'locales')], 'en');

describe('screens: words', () => {
  it('has words for every key that a template or a screen names', () => {
    const missing = [...keysInTemplates(), ...keysInCode()].filter((key) => !Object.hasOwn(catalogue, key));
    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it('fills in values and chooses the plural form', () => {
    const translate = createTranslate(
      { greeting: 'Hello {name}', count: { one: '{count} record', other: '{count} records' } },
      'en',
    );
    expect(translate('greeting', { name: 'Ada' })).to.equal('Hello Ada');
    expect(translate('count', { count: 1 })).to.equal('1 record');
    expect(translate('count', { count: 1200 })).to.equal('1,200 records');
  });

  it('shows a missing key as itself, and a missing value as its place', () => {
    const translate = createTranslate({ greeting: 'Hello {name}' }, 'en');
    expect(translate('nowhere')).to.equal('nowhere');
    expect(translate('constructor')).to.equal('constructor');
    expect(translate('greeting')).to.equal('Hello {name}');
  });
});

function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

function keysInTemplates(): string[] {
  const folders = ['views', 'partials', 'layouts'].map((name) => join(theme, name));
  const templates = folders.flatMap((folder) => filesBelow(folder, '.hbs'));
  return templates.flatMap((text) => [...text.matchAll(/[({]t "([\w.-]+)"/g)].map(([, key = '']) => key));
}

function keysInCode(): string[] {
  const code = filesBelow(join(packageRoot(), 'core', 'admin'), '.ts');
  return code.flatMap((text) => [...text.matchAll(/translate\(\s*'([\w.-]+)'/g)].map(([, key = '']) => key));
}
