import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { isHeldBack } from '../../core/faults/held-back.ts';
import { quarantinePlugin, releasePlugin } from '../../core/faults/quarantine.ts';
import { contributionKeys } from '../../core/kernel/contributions/contribution-types.ts';
import { contributionsIn } from '../../core/kernel/gate.ts';
import { packageRoot } from '../../core/package-root.ts';
import type { ContributionKey } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/switch-module.ts';

const id = 'one-of-each';

interface Probe {
  /** An address where it shows; its status says whether it is there. */
  readonly address?: string;
  readonly method?: 'get' | 'post';
  /** The files of the core that read this kind from the registry. A further one has to be looked at, then named here. */
  readonly readers: readonly string[];
}

/** A kind that is not here does not compile. */
const probes: Record<ContributionKey, Probe> = {
  resources: { address: '/api/one-of-each/things', readers: [] },
  routes: {
    address: '/api/one-of-each/one',
    readers: ['core/http/openapi/api-document.ts', 'core/http/resources/plugin-router.ts'],
  },
  pages: {
    readers: [
      'core/admin/plugin-views/build-page.ts',
      'core/admin/routes/plugin-page-routes.ts',
      'core/admin/shell/menu.ts',
    ],
  },
  publicPages: {
    address: '/p/a/one-of-each/one',
    readers: ['core/http/public-pages/answer-visit.ts', 'core/http/public-pages/public-router.ts'],
  },
  webhooks: { readers: [] },
  events: { readers: [] },
  jobs: { readers: ['core/jobs/works-of.ts'] },
  schedules: { readers: [] },
  listens: {
    readers: ['core/events/register-listeners.ts', 'core/jobs/wake/bell.ts', 'core/jobs/works-of.ts'],
  },
  sockets: { readers: [] },
  actions: {
    address: '/api/actions/one-of-each.thing.count',
    method: 'post',
    readers: ['core/actions/catalogue/action-catalogue.ts'],
  },
  menu: { readers: ['core/admin/home/menu-resources.ts', 'core/admin/shell/menu.ts'] },
  widgets: { readers: ['core/admin/home/tiles/tiles-of.ts'] },
  panels: { readers: ['core/admin/record/panels.ts'] },
  regions: { readers: ['core/admin/regions/regions-of.ts'] },
  settings: {
    readers: [
      'core/settings/http/settings-api.ts',
      'core/settings/settings-groups.ts',
      'core/settings/settings-values.ts',
    ],
  },
  search: { readers: ['core/admin/search/sections/provider-section.ts'] },
  notifications: { readers: ['core/notifications/notify.ts', 'core/notifications/readable-types.ts'] },
  health: { readers: [] },
  meters: { readers: [] },
  commands: { readers: ['core/cli/contributed/contributed-commands.ts'] },
  personalData: { readers: [] },
  services: { readers: ['core/services/use-service.ts'] },
  extensions: { readers: ['core/extensions/extensions-at.ts', 'core/extensions/unknown-points.ts'] },
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

  it('is read from the registry only where it was looked at', () => {
    for (const key of contributionKeys) {
      expect([key, ...readersOf(key)]).to.deep.equal([key, ...probes[key].readers]);
    }
  });

  it('answers 503 while the plugin is held back, and none of its code runs', async () => {
    app.runtime.pluginCalls.astray({ plugin: id, what: 'a test' }, new Error('A test said so.'));
    expect(() => app.runtime.pluginCalls.admit({ plugin: id, what: 'a test' }))
      .to.throw()
      .that.satisfies(isHeldBack);
    await all('open', 'refused');
  });
});

function readersOf(key: ContributionKey): string[] {
  const pattern = `contributions\\.${key}\\b|contributionsIn\\([^)]*'${key}'`;
  const args = ['-rlE', '--include=*.ts', '--exclude=*.test.ts', pattern, 'core'];
  const found = grep(args).filter((file) => !/^core\/(sdk|kernel|testing)\//.test(file));
  return found.sort();
}

function grep(args: readonly string[]): string[] {
  try {
    return execFileSync('grep', args, { cwd: packageRoot(), encoding: 'utf8' }).trim().split('\n');
  } catch {
    return [];
  }
}
