import { expect } from 'chai';
import { isHeldBack } from '../../core/faults/held-back.ts';
import { quarantinePlugin, releasePlugin } from '../../core/faults/quarantine.ts';
import { contributionKeys } from '../../core/kernel/contributions/contribution-types.ts';
import { contributionsIn } from '../../core/kernel/gate.ts';
import type { ContributionKey } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/switch-module.ts';

const id = 'one-of-each';

interface Probe {
  /** An address where it shows, beside the registry's gate that all surfaces stand behind; its status says whether it is there. */
  readonly address?: string;
  readonly method?: 'get' | 'post';
}

/** A kind that is not here does not compile. */
const probes: Record<ContributionKey, Probe> = {
  resources: { address: '/api/one-of-each/things' },
  routes: {
    address: '/api/one-of-each/one',
  },
  pages: {},
  publicPages: {
    address: '/p/a/one-of-each/one',
  },
  webhooks: {},
  events: {},
  jobs: {},
  schedules: {},
  listens: {},
  sockets: {},
  actions: {
    address: '/api/actions/one-of-each.thing.count',
    method: 'post',
  },
  menu: {},
  widgets: {},
  panels: {},
  regions: {},
  settings: {},
  search: {},
  notifications: {},
  health: {},
  meters: {},
  commands: {},
  personalData: {},
  services: {},
  extensions: {},
};

type Answer = 'open' | 'refused' | 'absent';

describe('the gate: every kind of contribution on every surface', () => {
  let app: TestApp;
  let tried = 0;

  before(async () => {
    app = await bootTestApp({
      fixtures: [id],
      env: { PLUGIN_BREAKER_FAULTS: '1', PLUGIN_BREAKER_PAUSE_MS: '300000' },
    });
  });
  after(async () => {
    console.log(`      ${tried} looks at ${contributionKeys.length} kinds`);
    await app.stop();
  });

  async function inRegistry(key: ContributionKey): Promise<Answer> {
    tried += 1;
    const scope = await app.scope('owner');
    return contributionsIn(app.runtime.registry, scope, key).some(({ plugin }) => plugin === id)
      ? 'open'
      : 'absent';
  }

  async function atAddress({ address, method = 'get' }: Probe): Promise<Answer | null> {
    if (address === undefined) return null;
    tried += 1;
    const agent = app.as('owner');
    const { status } = await (method === 'get' ? agent.get(address) : agent.post(address).send({}));
    expect(status, address).to.be.oneOf([200, 404, 503]);
    return status === 200 ? 'open' : status === 503 ? 'refused' : 'absent';
  }

  const all = async (expected: Answer, atDoor: Answer = expected) => {
    for (const key of contributionKeys) {
      expect([key, await inRegistry(key)]).to.deep.equal([key, expected]);
      const door = await atAddress(probes[key]);
      if (door !== null) expect([key, door]).to.deep.equal([key, atDoor]);
    }
  };

  it('is open while the plugin is on', () => all('open'));

  it('shows nothing while it is off in the workspace, and all of it in the other', async () => {
    await switchModule(app, id, false);
    await all('absent');
    const other = await app.scope('owner', app.workspaces.b);
    for (const key of contributionKeys) {
      expect(contributionsIn(app.runtime.registry, other, key)).not.to.have.lengthOf(0);
    }
    await switchModule(app, id, true);
  });

  it('shows nothing while it is in quarantine, and everything after', async () => {
    await quarantinePlugin(app.runtime, id, 'A test said so.');
    await all('absent');
    await releasePlugin(app.runtime, id);
    await all('open');
  });

  it('answers 503 while the plugin is held back, and none of its code runs', async () => {
    const call = { plugin: id, what: 'a test' };
    for (let count = 0; count < 500; count++)
      app.runtime.pluginCalls.astray(call, new Error('A test said so.'));
    expect(() => app.runtime.pluginCalls.admit(call))
      .to.throw()
      .that.satisfies(isHeldBack);
    await all('open', 'refused');
  });
});
