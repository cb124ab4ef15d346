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
import { TemplateTrouble } from './template-trouble.ts';

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
    translate: () => createTranslate({ hello: 'Hello {name}' }, 'en'),
    pluginWords: (_locale, plugin, key) => (key === 'hello' ? `Hello from ${plugin}` : null),
    icon: createIcons(),
    asset: (name, plugin) => `/assets/${plugin ?? 'x'}/${name}`,
    resource: (slug, id, recordId) => [`/w/${slug}`, id, recordId].filter(Boolean).join('/'),
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

  it('says in which file and line a template is wrong, and what to do', async () => {
    await write({
      ...themes,
      'themes/default/partials/box.hbs': '<div>\n{{> @partial-block}}\n</div>',
      'crm/views/value.hbs': 'first\n{{#> box}}\n{{missing}}\n{{/box}}',
      'crm/views/helper.hbs': '\n\n{{shout "a"}}',
      'crm/views/partial.hbs': '\n{{> crm/nowhere}}',
      'crm/views/broken.hbs': 'first\n{{#if}}',
    });
    const trouble = (view: string) => {
      try {
        return engine().render([view], {});
      } catch (error) {
        return error instanceof TemplateTrouble ? error.message.slice(root.length) : String(error);
      }
    };
    expect(trouble('crm/value')).to.match(/^\/crm\/views\/value\.hbs:3: The model has no "missing"\./);
    expect(trouble('crm/helper')).to.match(/^\/crm\/views\/helper\.hbs:3: There is no helper "shout"\./);
    expect(trouble('crm/partial')).to.match(
      /^\/crm\/views\/partial\.hbs:2: There is no partial "crm\/nowhere"/,
    );
    expect(trouble('crm/broken')).to.match(/^\/crm\/views\/broken\.hbs:2: Parse error/);
  });

  it('gives a plugin its own partials, which a theme may replace', async () => {
    await write({ ...themes, 'crm/views/page.hbs': '{{> crm/line}}', 'crm/views/partials/line.hbs': 'own' });
    expect(engine().render(['crm/page'], {})).to.equal('own');
    await write({ 'themes/own/partials/crm/line.hbs': 'of the theme' });
    expect(engine().render(['crm/page'], {})).to.equal('of the theme');
  });

  it('takes words, files and addresses of a plugin’s view from the plugin', async () => {
    const view =
      '{{t "hello"}}|{{asset "a.svg"}}|{{link "/days" on=day none=null}}|{{resource "crm.deal" id}}';
    await write({ ...themes, 'crm/views/page.hbs': view });
    const model = { day: '2026-05-01', id: '7', inPlugin: { id: 'crm', url: '/w/a/crm' } };
    const html = engine().render(['crm/page'], { ...model, page: { workspace: { slug: 'a' } } });
    expect(html).to.equal(
      'Hello from crm|/assets/crm/a.svg|/w/a/crm/days?on&#x3D;2026-05-01|/w/a/crm.deal/7',
    );
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
