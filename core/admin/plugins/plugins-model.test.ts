import { expect } from 'chai';
import type { FoundPlugin } from '../../kernel/registry.ts';
import type { Runtime } from '../../runtime.ts';
import { definePlugin } from '../../sdk/index.ts';
import type { Translate } from '../translate.ts';
import { pluginsModel } from './plugins-model.ts';

const translate: Translate = (key, values) => [key, ...Object.values(values ?? {})].join(' ');

function found(id: string, state: FoundPlugin['state'], problems: string[] = []): FoundPlugin {
  const words = { title: `The ${id}`, description: `About ${id}`, icon: 'box', version: '1.2.3' };
  const declaration = definePlugin({ id, ...words, compatible: '^0.1', permissions: {} });
  return { id, folder: `/plugins/${id}`, state, problems, declaration };
}

function modelOf(plugins: readonly FoundPlugin[]) {
  return pluginsModel(
    { registry: { plugins }, pluginStates: { heldOf: () => null }, config: {} } as unknown as Runtime,
    translate,
  );
}

describe('plugin page: what it shows', () => {
  it('puts what is broken first, and says how many', () => {
    const model = modelOf([found('alpha', 'enabled'), found('beta', 'quarantined', ['Mend it.'])]);
    expect(model.plugins.map(({ id }) => id)).to.deep.equal(['beta', 'alpha']);
    expect(model.trouble).to.equal('plugins.trouble 1');
    expect(model.plugins[0]?.problems).to.deep.equal(['Mend it.']);
    expect(modelOf([found('alpha', 'enabled')]).trouble).to.equal(null);
  });

  it('shows one that could not even be read by its id', () => {
    const unread = { ...found('gamma', 'quarantined'), declaration: null };
    expect(modelOf([unread]).plugins[0]).to.include({ title: 'gamma', description: '', icon: 'plug' });
  });

  it('folds many problems', () => {
    const problems = Array.from({ length: 6 }, (_, at) => `Problem ${at}.`);
    expect(modelOf([found('a', 'quarantined', problems)]).plugins[0]?.problemWords).to.equal(
      'plugins.problems 6',
    );
    expect(modelOf([found('a', 'quarantined', problems.slice(0, 5))]).plugins[0]?.problemWords).to.equal(
      null,
    );
  });
});
