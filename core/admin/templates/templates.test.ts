import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { createTranslate } from '../translate.ts';
import { templateHelpers } from './helpers.ts';
import { createIcons } from './icon.ts';
import { reloading } from './reloading.ts';
import { createTemplateEngine } from './template-engine.ts';
import { type TemplateFolders, themeChain } from './template-folders.ts';

describe('screens: templates', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'guildhall-templates-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      const file = join(root, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  };
  const helpers = templateHelpers({
    translate: createTranslate({ hello: 'Hello {name}' }, 'en'),
    icon: createIcons(),
    asset: (name) => `/assets/x/${name}`,
    now: () => new Date('2026-05-01T12:00:00Z'),
  });
  const engine = (folders?: Partial<TemplateFolders>) =>
    createTemplateEngine(
      {
        themes: themeChain(join(root, 'themes'), 'own'),
        plugins: new Map([['crm', join(root, 'crm')]]),
        ...folders,
      },
      helpers,
    );

  const themes = {
    'themes/own/theme.json': '{ "parent": "middle" }',
    'themes/middle/theme.json': '{ "parent": "default" }',
    'themes/default/views/resource/list.hbs': 'generic',
  };

  it('looks in the theme, its parents, the plugin, and ends at the generic screen', async () => {
    const views = ['crm/contact/list', 'resource/list'];
    await write(themes);
    expect(engine().render(views, {})).to.equal('generic');
    await write({ 'crm/views/contact/list.hbs': 'of the plugin' });
    expect(engine().render(views, {})).to.equal('of the plugin');
    await write({ 'themes/middle/views/crm/contact/list.hbs': 'of the parent' });
    expect(engine().render(views, {})).to.equal('of the parent');
    await write({ 'themes/own/views/crm/contact/list.hbs': 'of the theme' });
    expect(engine().render(views, {})).to.equal('of the theme');
  });

  it('lets a nearer theme replace a partial', async () => {
    await write({
      ...themes,
      'themes/default/views/page.hbs': '{{> greeting}}',
      'themes/default/partials/greeting.hbs': 'plain',
    });
    expect(engine().render(['page'], {})).to.equal('plain');
    await write({ 'themes/own/partials/greeting.hbs': 'fancy' });
    expect(engine().render(['page'], {})).to.equal('fancy');
  });

  it('falls back to the default theme, also when themes name each other as parents', async () => {
    await write({
      'themes/own/theme.json': '{ "parent": "middle" }',
      'themes/middle/theme.json': '{ "parent": "own" }',
      'themes/default/views/page.hbs': 'still here',
    });
    expect(engine().render(['page'], {})).to.equal('still here');
  });

  it('escapes every value, and only its own helpers make markup', async () => {
    await write({
      ...themes,
      'themes/default/views/page.hbs':
        '{{value}}|{{t "hello" name=value}}|{{icon value}}|{{concat value ""}}',
    });
    const html = engine().render(['page'], { value: '<img src=x onerror="a()">' });
    expect(html).not.to.include('<img');
    expect(html).to.include('&lt;img').and.to.include('<svg');
  });

  it('reads no inherited properties', async () => {
    await write({ ...themes, 'themes/default/views/page.hbs': '[{{value.constructor}}{{value.__proto__}}]' });
    expect(engine().render(['page'], { value: { constructor: undefined } })).to.equal('[]');
  });

  it('refuses helpers it does not know, and values the model does not have', async () => {
    await write({
      ...themes,
      'themes/default/views/helper.hbs': '{{shout "a"}}',
      'themes/default/views/value.hbs': '{{missing}}',
    });
    expect(() => engine().render(['helper'], {})).to.throw('shout');
    expect(() => engine().render(['value'], {})).to.throw('missing');
  });

  it('refuses names that lead elsewhere', async () => {
    await write({ ...themes, 'secret.hbs': 'secret' });
    for (const name of ['../../secret', '/etc/passwd', 'resource/../list', 'a//b', '']) {
      expect(() => engine().render([name], {}), name).to.throw('no name of a view');
    }
    expect(() => engine().render(['nowhere'], {})).to.throw('There is no view nowhere');
  });

  it('sees a changed file within a second where files are watched', async () => {
    await write({ 'watched/a.txt': 'one' });
    let made = 0;
    const get = reloading([join(root, 'watched'), join(root, 'absent')], () => ++made);
    expect(get()).to.equal(1);
    expect(get()).to.equal(1);
    await write({ 'watched/b.txt': 'two' });
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(get()).to.equal(2);
  });

  it('draws a circle for an icon nobody knows, and opens no other file', () => {
    const icons = createIcons();
    expect(icons('users')).to.include('<svg').and.not.to.equal(icons('circle'));
    expect(icons('no-such-icon')).to.equal(icons('circle'));
    expect(icons('../../package')).to.equal(icons('circle'));
    expect(icons('star-filled')).to.include('icon-filled');
  });
});
