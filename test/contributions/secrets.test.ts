import { expect } from 'chai';
import { forgetPreviousKeys, loadSecrets, renewSecretsKey } from '../../config/secrets.ts';
import { secretCommands } from '../../core/cli/secrets/secret-commands.ts';
import type { Terminal } from '../../core/cli/terminal.ts';
import { openCtx } from '../../core/context/open-ctx.ts';
import { inInstance, inWorkspace } from '../../core/db/unit-of-work.ts';
import { instanceOwner } from '../../core/secrets/instance-secrets.ts';
import { keyRing } from '../../core/secrets/key-ring.ts';
import { rotateSecrets } from '../../core/secrets/rotate-secrets.ts';
import { unseal } from '../../core/secrets/sealed-text.ts';
import { changeSettings } from '../../core/settings/change-settings.ts';
import { theInstance } from '../../core/settings/settings-owner.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain } from '../../core/testing/test-runtime.ts';
import { digest, relay, sending } from '../fixtures/plugins/mailer/index.ts';

interface Lying {
  readonly owner: string;
  readonly place: string;
  readonly sealed: string;
}

describe('secrets: in the database', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ fixtures: ['mailer'] });
    const { a, b } = app.workspaces;
    for (const [workspace, key] of [
      [a, 'key of a'],
      [b, 'key of b'],
    ] as const) {
      const owner = { scope: 'workspace', workspaceId: workspace.id } as const;
      const { actor } = await app.scope('admin', workspace);
      await changeSettings(app.runtime, owner, actor, sending as never, { sender: 'a@b.example', key });
    }
    const { actor } = await app.scope('member');
    await changeSettings(app.runtime, theInstance, actor, relay as never, { password: 'of the house' });
    const person = { scope: 'user', userId: a.people.member.id } as const;
    await changeSettings(app.runtime, person, actor, digest as never, { token: 'of mine' });
  });
  after(() => app.stop());

  async function all(): Promise<Lying[]> {
    const { database } = app.runtime;
    const text = 'select place, sealed from';
    const workspaces = [app.workspaces.a, app.workspaces.b].map(({ id }) =>
      inWorkspace(database, id, async (unit) =>
        (await unit.run<Omit<Lying, 'owner'>>({ text: `${text} secrets`, values: [] })).map((row) => ({
          ...row,
          owner: id,
        })),
      ),
    );
    const instance = await inInstance(database, (unit) =>
      unit.run<Omit<Lying, 'owner'>>({ text: `${text} instance_secrets order by place`, values: [] }),
    );
    const mine = instance.map((row) => ({ ...row, owner: instanceOwner }));
    return [...(await Promise.all(workspaces)).flat(), ...mine];
  }

  const plainTexts = ['key of a', 'key of b', 'of the house', 'of mine'];
  const open = async (keys: readonly [string, ...string[]]) =>
    (await all()).map((row) => unseal(keyRing(keys), row, row.sealed));

  it('are sealed, each for its owner and its place', async () => {
    const { secretsKey } = await loadSecrets(app.runtime.config.dataDir);
    expect((await open([secretsKey])).sort()).to.deep.equal([...plainTexts].sort());
    for (const { sealed } of await all()) expect(sealed).to.match(/^v1\./);
  });

  it('do not open in another workspace they were carried to', async () => {
    const [ofA] = await all();
    await inWorkspace(app.runtime.database, app.workspaces.b.id, (unit) =>
      unit.run({ text: 'update secrets set sealed = $1', values: [ofA?.sealed] }),
    );
    const again = await bootAgain(app);
    const scope = await app.scope('admin', app.workspaces.b);
    const failure = await openCtx(again.runtime, scope, (ctx) => ctx.settings(sending)).catch(
      (error: Error) => error.message,
    );
    expect(failure).to.match(/^A stored secret cannot be opened\. It was not stored for this place\./);
    await again.stop();
    const owner = { scope: 'workspace', workspaceId: app.workspaces.b.id } as const;
    await changeSettings(app.runtime, owner, scope.actor, sending as never, { key: 'key of b' });
  });

  it('all open after the key was renewed, and the old key opens none', async () => {
    const { dataDir } = app.runtime.config;
    const before = await loadSecrets(dataDir);
    await renewSecretsKey(dataDir);
    expect(await rotateSecrets(app.runtime)).to.deep.equal({ moved: 4, lost: [] });
    const after = await forgetPreviousKeys(dataDir);
    expect(after.previousSecretsKeys).to.deep.equal([]);
    expect((await open([after.secretsKey])).sort()).to.deep.equal([...plainTexts].sort());
    for (const row of await all()) {
      expect(() => unseal(keyRing([before.secretsKey]), row, row.sealed)).to.throw(/cannot be opened/);
    }
    const values = await openCtx(app.runtime, await app.scope('member'), (ctx) => ctx.settings(digest));
    expect(values.token).to.equal('of mine');
    expect(await rotateSecrets(app.runtime)).to.deep.equal({ moved: 0, lost: [] });
  });

  it('are moved by a command, which names those that no key opens', async () => {
    await inWorkspace(app.runtime.database, app.workspaces.b.id, (unit) =>
      unit.run({ text: "update secrets set sealed = 'v1.spoilt'", values: [] }),
    );
    const said: string[] = [];
    const terminal = {
      config: app.runtime.config,
      say: (line: string) => said.push(line),
      tell: (line: string) => said.push(line),
      openRuntime: async () => app.runtime,
    } as unknown as Terminal;
    expect(await secretCommands.run(terminal, ['rotate'])).to.equal(1);
    expect(said).to.deep.equal([
      '3 secrets are sealed with the new key.',
      'No key opens these; enter them anew: settings:mailer.sending:key',
    ]);
    const { previousSecretsKeys } = await loadSecrets(app.runtime.config.dataDir);
    expect(previousSecretsKeys).to.have.lengthOf(1);
  });

  it('are out of reach for the app outside of their workspace', async () => {
    const rows = await inInstance(app.runtime.database, (unit) =>
      unit.run({ text: 'select * from secrets', values: [] }),
    );
    const inside = await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({ text: 'select * from instance_secrets', values: [] }),
    );
    expect([rows, inside]).to.deep.equal([[], []]);
  });
});
