import { expect } from 'chai';
import type { PluginOverview } from '../../lifecycle/overview/plugin-overview.ts';
import type { Runtime } from '../../runtime.ts';
import type { Translate } from '../translate.ts';
import { pluginsModel } from './plugins-model.ts';

const translate: Translate = (key, values) => [key, ...Object.values(values ?? {})].join(' ');

function found(id: string, state: PluginOverview['state'], problems: string[] = []): PluginOverview {
  const words = { title: `The ${id}`, description: `About ${id}`, icon: 'box', version: '1.2.3' };
  return { id, ...words, state, problems, nextVersion: null, declaration: null, package: null, health: null };
}

function modelOf(
  overviews: readonly PluginOverview[],
  pluginInstall: Runtime['config']['pluginInstall'] = 'files',
) {
  const config = { pluginInstall, restartable: false, pluginRegistry: '' } as Runtime['config'];
  return pluginsModel({ config, overviews, archives: [] }, translate);
}

describe('plugin page: what it shows', () => {
  it('puts what is broken first, and says how many', () => {
    const model = modelOf([found('alpha', 'enabled'), found('beta', 'quarantined', ['Mend it.'])]);
    expect(model.plugins.map(({ id }) => id)).to.deep.equal(['beta', 'alpha']);
    expect(model.trouble).to.equal('plugins.trouble 1');
    expect(model.plugins[0]?.problems).to.deep.equal(['Mend it.']);
    expect(modelOf([found('alpha', 'enabled')]).trouble).to.equal(null);
  });

  it('takes what somebody decided for no trouble', () => {
    const model = modelOf([
      found('alpha', 'disabled', ['An admin disabled it.']),
      found('beta', 'uninstalled'),
    ]);
    expect([model.trouble, model.plugins[0]?.isFaulty]).to.deep.equal([null, false]);
  });

  it('offers what may be done in a state, and nothing for what has no code', () => {
    const movesIn = (state: PluginOverview['state']) =>
      modelOf([found('a', state)]).plugins[0]?.moves.map(({ action }) => action.split('/').at(-1));
    expect(movesIn('enabled')).to.deep.equal(['disabled']);
    expect(movesIn('quarantined')).to.deep.equal(['installed', 'disabled']);
    expect(movesIn('missing')).to.deep.equal([]);
  });

  it('folds many problems', () => {
    const problems = Array.from({ length: 6 }, (_, at) => `Problem ${at}.`);
    const wordsOf = (some: string[]) => modelOf([found('a', 'quarantined', some)]).plugins[0]?.problemWords;
    expect(wordsOf(problems)).to.equal('plugins.problems 6');
    expect(wordsOf(problems.slice(0, 5))).to.equal(null);
  });

  it('lets in by PLUGIN_INSTALL: nothing, files, or packages of the registry as well', () => {
    const waysOf = (setting: Runtime['config']['pluginInstall']) => modelOf([], setting).install?.ways;
    expect(waysOf('off')).to.equal(undefined);
    expect(waysOf('files')).to.deep.equal({ upload: true, folder: true, registry: false });
    expect(waysOf('registry')).to.deep.equal({ upload: true, folder: true, registry: true });
  });
});
