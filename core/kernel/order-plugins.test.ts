import { expect } from 'chai';
import { definePlugin } from '../sdk/index.ts';
import type { LoadedPlugin } from './loaded-plugin.ts';
import { orderPlugins } from './order-plugins.ts';

function plugin(id: string, ...required: string[]): LoadedPlugin {
  const requires = Object.fromEntries(required.map((one) => [one, '*']));
  const about = {
    title: id,
    description: id,
    icon: 'box',
    version: '1.0.0',
    compatible: '*',
    permissions: {},
  };
  const declaration = definePlugin({ id, ...about, requires });
  const place = { folder: `/${id}`, codeFolder: `/${id}`, foundAs: id, isAtRest: false };
  return { ...place, id, state: 'enabled', declaration, problems: [] };
}

const ids = (plugins: readonly LoadedPlugin[]) => plugins.map(({ id }) => id);

describe('kernel: the order of plugins', () => {
  it('puts what is required first, else goes by name', () => {
    const plugins = [plugin('billing', 'invoices'), plugin('wiki'), plugin('invoices', 'crm'), plugin('crm')];
    expect(ids(orderPlugins(plugins))).to.deep.equal(['crm', 'invoices', 'billing', 'wiki']);
  });

  it('is the same whatever order they are found in', () => {
    const plugins = [plugin('a', 'c'), plugin('b'), plugin('c'), plugin('d', 'a', 'b')];
    expect(ids(orderPlugins([...plugins].reverse()))).to.deep.equal(ids(orderPlugins(plugins)));
  });

  it('names a circle from the side of each that is on it, and no one else', () => {
    const judged = orderPlugins([plugin('a', 'b'), plugin('b', 'a'), plugin('c', 'a')]);
    const problems = Object.fromEntries(judged.map(({ id, problems: found }) => [id, found.join()]));
    expect(problems.a).to.match(/circle: a → b → a\./);
    expect(problems.b).to.match(/circle: b → a → b\./);
    expect(problems.c).to.equal('');
  });

  it('finds one that requires itself', () => {
    expect(orderPlugins([plugin('a', 'a')])[0]?.problems.join()).to.match(/circle: a → a\./);
  });

  it('keeps two of one name, for each has something to say', () => {
    expect(ids(orderPlugins([plugin('a'), plugin('a')]))).to.deep.equal(['a', 'a']);
  });
});
