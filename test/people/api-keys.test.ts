import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { scopeOfActor } from '../../core/access/scope-of-actor.ts';
import { scopeOfKey } from '../../core/access/scope-of-key.ts';
import { listKeys, revokeKey } from '../../core/api-keys/keys.ts';
import { makeKey } from '../../core/api-keys/make-key.ts';
import { openBroadcast } from '../../core/db/broadcast-postgres.ts';
import { openDatabase } from '../../core/db/database.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { createApp } from '../../core/http/app.ts';
import type { Runtime } from '../../core/runtime.ts';
import {
  type BuiltInRole,
  InvalidInput,
  NotAllowed,
  NotAuthenticated,
  NotFound,
} from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { silentBroadcast } from '../../core/testing/silence.ts';
import { changeRole } from '../../core/workspaces/members/change-role.ts';
import { removeMember } from '../../core/workspaces/members/remove-member.ts';
import { readmitMember, suspendMember } from '../../core/workspaces/members/suspend-member.ts';
import { type Served, serve } from '../http/served-app.ts';
import { refusal } from './refusal.ts';

describe('people: API keys', () => {
  let app: TestApp;
  let other: { runtime: Runtime; close(): Promise<void> };

  beforeEach(async () => {
    app = await bootTestApp();
    other = await secondProcess(app);
  });

  afterEach(async () => {
    await other.close();
    await app.stop();
  });

  const caller = () => ({ log: app.runtime.log, signal: new AbortController().signal });
  const use = (token: string, runtime = app.runtime) => scopeOfKey(runtime, token, caller());
  const make = async (role: BuiltInRole, scopes: readonly string[], expiresInDays: number | null = null) =>
    makeKey(app.runtime, await app.scope(role), { name: 'Sync', scopes, expiresInDays });

  it('are made with some of the rights of their maker, and shown once', async () => {
    const { token } = await make('admin', ['workspace:export']);
    expect(token).to.match(/^gh_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/);
    const scope = await use(token);
    expect([...scope.grants]).to.deep.equal(['workspace:export']);
    expect(scope.actor).to.include({ kind: 'apiKey', userId: app.workspaces.a.people.admin.id });
    const keys = await listKeys(app.runtime, await app.scope('admin'));
    expect(JSON.stringify(keys)).not.to.contain(token.slice(12));
    expect(keys[0]).to.include({ name: 'Sync', prefix: token.slice(0, 11), madeBy: 'Admin A' });
  });

  it('are stored as a hash', async () => {
    const { token } = await make('admin', ['workspace:export']);
    const rows = await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({ text: "select * from api_keys where name = 'Sync'", values: [] }),
    );
    expect(rows).to.have.lengthOf(1);
    expect(JSON.stringify(rows)).not.to.contain(token.slice(12));
  });

  it('never get what their maker does not have', async () => {
    const all = [...app.runtime.registry.permissions.keys()];
    await refusal(make('viewer', ['workspace:export']), NotAllowed);
    const narrow = { ...(await app.scope('admin')), grants: new Set(['workspace:manage-api-keys']) };
    const work = makeKey(app.runtime, narrow, { name: 'More', scopes: all, expiresInDays: null });
    expect((await refusal(work, InvalidInput)).problems[0]?.path).to.deep.equal(['scopes']);
  });

  it('refuse bad input with the field', async () => {
    const admin = await app.scope('admin');
    const good = { name: 'Sync', scopes: ['workspace:export'], expiresInDays: 30 };
    for (const [field, value] of [
      ['name', ''],
      ['name', null],
      ['name', 'x'.repeat(101)],
      ['scopes', []],
      ['scopes', 'all'],
      ['scopes', ['no:such']],
      ['expiresInDays', -1],
      ['expiresInDays', 'soon'],
    ] as const) {
      const work = makeKey(app.runtime, admin, { ...good, [field]: value });
      expect((await refusal(work, InvalidInput)).problems[0]?.path[0]).to.equal(field);
    }
  });

  it('lose what their maker loses', async () => {
    const { token } = await make('admin', ['workspace:manage-members', 'workspace:export']);
    await use(token);
    await changeRole(app.runtime, await app.scope('owner'), app.workspaces.a.people.admin.id, {
      role: 'member',
    });
    expect([...(await use(token)).grants]).to.deep.equal(['workspace:export']);
  });

  it('die when they are revoked, in every process, well within a second', async () => {
    const { id, token } = await make('admin', ['workspace:export']);
    await Promise.all([use(token), use(token, other.runtime)]);
    await revokeKey(app.runtime, await app.scope('admin'), id);
    await refusal(use(token), NotAuthenticated);
    await pause(300);
    await refusal(use(token, other.runtime), NotAuthenticated);
  });

  it('die within a second even when the word of it is lost', async () => {
    const { id, token } = await make('admin', ['workspace:export']);
    await use(token);
    const mute = {
      ...app.runtime,
      broadcast: silentBroadcast(),
    };
    await revokeKey(mute, await app.scope('admin'), id);
    await pause(1_050);
    await refusal(use(token), NotAuthenticated);
  });

  it('are dead while their maker is suspended, and for good once they left', async () => {
    const { token } = await make('admin', ['workspace:export']);
    const owner = await app.scope('owner');
    const { id } = app.workspaces.a.people.admin;
    await use(token);
    await suspendMember(app.runtime, owner, id);
    await refusal(use(token), NotAuthenticated);
    await readmitMember(app.runtime, owner, id);
    await use(token);
    await removeMember(app.runtime, owner, id);
    await refusal(use(token), NotAuthenticated);
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({ text: 'update memberships set removed_at = null', values: [] }),
    );
    await refusal(use(token), NotAuthenticated);
  });

  it('end on their day', async () => {
    const { token } = await make('admin', ['workspace:export'], 30);
    await use(token);
    const later = { ...app.runtime, now: () => new Date(Date.now() + 31 * 86_400_000) };
    await refusal(use(token, later), NotAuthenticated);
  });

  it('of another workspace cannot be seen or revoked', async () => {
    const { id } = await make('admin', ['workspace:export']);
    const foreign = await app.scope('owner', app.workspaces.b);
    expect((await listKeys(app.runtime, foreign)).map((key) => key.id)).not.to.include(id);
    await refusal(revokeKey(app.runtime, foreign, id), NotFound);
    await refusal(revokeKey(app.runtime, foreign, 'no id'), NotFound);
    await refusal(revokeKey(app.runtime, await app.scope('member'), id), NotAllowed);
  });

  it('stand behind work that goes on later only as long as they live', async () => {
    const { id, token } = await make('admin', ['workspace:export']);
    const { actor, workspace } = await use(token);
    if (actor.kind !== 'apiKey') throw new Error('A key acts as a key.');
    expect((await scopeOfActor(app.runtime, workspace.id, actor, caller())).grants).to.have.lengthOf(1);
    await revokeKey(app.runtime, await app.scope('admin'), id);
    await refusal(scopeOfActor(app.runtime, workspace.id, actor, caller()), NotAllowed);
    const person = { kind: 'user', userId: app.workspaces.a.people.viewer.id, name: 'Viewer A' } as const;
    await refusal(scopeOfActor(app.runtime, app.workspaces.b.id, person, caller()), NotAllowed);
  });
});

describe('people: the last use of an API key', () => {
  let app: TestApp;
  let served: Served;

  before(async () => {
    app = await bootTestApp();
    served = await serve(createApp(app.runtime));
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  it('is noted once a minute at most, beside the request', async () => {
    const used = async () =>
      (await listKeys(app.runtime, await app.scope('admin'))).find(({ name }) => name === 'Key of viewer')
        ?.lastUsedAt;
    expect(await used()).to.equal(null);
    await served.send('GET', '/api/x/y', { key: app.keys.a.viewer });
    const first = await until(used);
    for (let i = 0; i < 5; i += 1) await served.send('GET', '/api/x/y', { key: app.keys.a.viewer });
    await pause(50);
    expect(await used()).to.equal(first);
  });
});

async function until(look: () => Promise<string | null | undefined>): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const seen = await look();
    if (seen) return seen;
    await pause(20);
  }
  throw new Error('It was never seen.');
}

/** Another process on the same database, as far as memory goes. */
async function secondProcess(app: TestApp) {
  const { log } = app.runtime;
  const database = openDatabase({ url: app.appUrl, poolMax: 2, log });
  const broadcast = await openBroadcast({ url: app.appUrl, log });
  return {
    runtime: { ...app.runtime, database, broadcast },
    close: async () => {
      await broadcast.close();
      await database.close();
    },
  };
}
