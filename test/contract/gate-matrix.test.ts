import { expect } from 'chai';
import { isHeldBack } from '../../core/faults/held-back.ts';
import { forgetFaults, quarantinePlugin, releasePlugin } from '../../core/faults/quarantine.ts';
import type { PluginCall } from '../../core/kernel/call-plugin.ts';
import { contributionKeys } from '../../core/kernel/contributions/contribution-types.ts';
import { contributionsIn } from '../../core/kernel/gate.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { api, bootGateApp, type GateApp, id, until } from './gate-matrix/gate-app.ts';
import { expectedOf, type Probe, type Probes, type Standing } from './gate-matrix/probe.ts';
import { recordProbes } from './gate-matrix/record-probes.ts';
import { assetProbe, screenProbes } from './gate-matrix/screen-probes.ts';
import { serviceProbes } from './gate-matrix/service-probes.ts';
import { socketProbes } from './gate-matrix/socket-probes.ts';
import { workProbes } from './gate-matrix/work-probes.ts';

/** A kind that is not here does not compile. */
const probes: Probes = {
  ...recordProbes,
  ...screenProbes,
  ...workProbes,
  ...serviceProbes,
  ...socketProbes,
};

const words = { by: { userId: null, name: 'A test' }, reason: 'A test said so.' };

describe('the gate: every kind of contribution on every surface', () => {
  let app: GateApp;
  let looks = 0;
  let restore: (() => Promise<unknown>) | null = null;

  before(async () => {
    app = await bootGateApp();
  });
  afterEach(async () => {
    await restore?.();
    restore = null;
  });
  after(async () => {
    const surfaces = contributionKeys.flatMap((key) => probes[key]).length + 1;
    console.log(`      ${contributionKeys.length} kinds on ${surfaces} surfaces, ${looks} looks`);
    await app.stop();
  });

  async function tried(kind: string, probe: Probe, standing: Standing): Promise<string[]> {
    looks += 1;
    const expected = expectedOf(probe, standing);
    const found = await probe.look(app).catch((error: unknown) => String(error));
    return found === expected ? [] : [`${kind}, ${probe.surface}: ${found} instead of ${expected}`];
  }

  /** All of one kind one after another; the kinds side by side. */
  async function wrongWhile(standing: Standing): Promise<string[]> {
    const kinds = [
      ...contributionKeys.map((key) => [key, probes[key]] as const),
      ['assets', [assetProbe]] as const,
    ];
    const wrong = await Promise.all(
      kinds.map(async ([kind, ones]) => {
        const found: string[] = [];
        for (const probe of ones) found.push(...(await tried(kind, probe, standing)));
        return found;
      }),
    );
    return wrong.flat();
  }

  it('has surfaces to look at for every kind, and each is contributed', async () => {
    const scope = await app.scope('owner');
    const isThere = (key: (typeof contributionKeys)[number]) =>
      contributionsIn(app.runtime.registry, scope, key).some(({ plugin }) => plugin === id);
    const unprobed = contributionKeys.filter((key) => probes[key].length === 0 || !isThere(key));
    expect(unprobed).to.deep.equal([]);
  });

  it('is open while the plugin is on', async () => {
    expect(await wrongWhile('on')).to.deep.equal([]);
  });

  it('shows nothing while it is off in the workspace, and all of it in the other', async () => {
    await switchModule(app, id, false);
    restore = () => switchModule(app, id, true);
    expect(await wrongWhile('off here')).to.deep.equal([]);
    expect((await app.as('owner', app.workspaces.b).get(`${api}/one`)).status).to.equal(200);
    const other = await app.scope('owner', app.workspaces.b);
    for (const key of contributionKeys) {
      expect(contributionsIn(app.runtime.registry, other, key)).not.to.have.lengthOf(0);
    }
  });

  it('shows nothing while it is disabled', async () => {
    await moveState(app.runtime, id, 'disabled', words);
    restore = () => moveState(app.runtime, id, 'installed', words);
    expect(await wrongWhile('disabled')).to.deep.equal([]);
  });

  it('shows nothing while it is in quarantine', async () => {
    await quarantinePlugin(app.runtime, id, 'A test said so.');
    restore = () => releasePlugin(app.runtime, id);
    expect(await wrongWhile('quarantined')).to.deep.equal([]);
  });

  function isAdmitted(call: PluginCall): boolean {
    try {
      app.runtime.pluginCalls.admit(call);
      return true;
    } catch {
      return false;
    }
  }

  it('refuses while the plugin is held back, and none of its code runs', async () => {
    const call = { plugin: id, what: 'a test' };
    for (let count = 0; count < 500; count++)
      app.runtime.pluginCalls.astray(call, new Error('A test said so.'));
    expect(() => app.runtime.pluginCalls.admit(call))
      .to.throw()
      .that.satisfies(isHeldBack);
    restore = async () => {
      await forgetFaults(app.runtime, id);
      // The word of it comes round.
      await until(async () => isAdmitted(call));
    };
    expect(await wrongWhile('held back')).to.deep.equal([]);
  });

  it('is open again after all that', async () => {
    expect(await wrongWhile('on')).to.deep.equal([]);
  });
});
