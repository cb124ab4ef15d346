import { expect } from 'chai';
import type { Express, Router } from 'express';
import { peopleTopic } from '../../core/access/topics.ts';
import { appParts } from '../../core/boot/app-parts.ts';
import { createApp } from '../../core/http/app.ts';
import { createSessions } from '../../core/sessions/http/sessions.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from '../contributions/people.ts';
import type { Browser } from './browser.ts';

interface Door {
  readonly method: string;
  /** As the router has it: `/instance/backups/:name`. */
  readonly path: string;
}

type Layer = Router['stack'][number];

/** Every route below these routers, as express itself holds them. */
function doorsOf(stack: readonly Layer[]): Door[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return 'stack' in handle ? doorsOf((handle as Router).stack) : [];
    const methods = new Set(route.stack.map(({ method }) => (method ?? 'all').toUpperCase()));
    const paths = [route.path].flat().map(String);
    return paths.flatMap((path) => [...methods].map((method) => ({ method, path })));
  });
}

const filled = (path: string) => path.replace(/:\w+/g, '0190f7c2-0000-7000-8000-000000000000');

describe('the instance: its doors', () => {
  let app: TestApp;
  let admin: Browser;
  let other: Browser;
  let api: Door[];
  let pages: Door[];

  before(async () => {
    app = await bootTestApp();
    await openDoors(app, 'owner@a.example');
    admin = await signedIn(app, 'owner@a.example');
    other = await signedIn(app, 'owner@b.example');
    const doors = doorsOf(appOf(app).router.stack);
    api = doors.filter(({ path }) => path.startsWith('/instance/'));
    pages = doors.filter(({ path }) => path.startsWith('/admin/'));
  });
  after(() => app.stop());

  function appOf({ runtime }: TestApp): Express {
    const sessions = createSessions(runtime, 'x'.repeat(32));
    sessions.close();
    return createApp(
      runtime,
      appParts(runtime, { sessions, sessionSecret: 'x'.repeat(32), isStopping: () => false }),
    );
  }

  it('are all described, and nothing else is', async () => {
    const { body } = await app.as('owner').get('/api/openapi.json').expect(200);
    const paths = body.paths as Record<string, Record<string, { security?: object[] }>>;
    const described = Object.entries(paths).filter(([path]) => path.startsWith('/api/instance'));
    const said = described.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const found = api.map(({ method, path }) => `${method} /api${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(found.length).to.be.above(20);
    expect(said).to.have.members(found);
    for (const [path, methods] of described)
      for (const { security } of Object.values(methods))
        expect(security, path).to.deep.equal([{ session: [] }]);
  });

  const ask = (who: Browser, { method, path }: Door, headers: Readonly<Record<string, string>> = {}) => {
    const address = `/api${filled(path)}`;
    return method === 'GET' ? who.get(address, headers) : who.call(method, address, {}, headers);
  };

  it('are closed to every key, also one that may do all in its workspace and is of the admin', async () => {
    const { body } = await app.as('owner').get('/api/archives').expect(200);
    expect(body.data).to.deep.equal([]);
    for (const door of [...api, { method: 'GET', path: '/instance/nothing' }]) {
      const answer = await ask(admin, door, { authorization: `Bearer ${app.keys.a.owner}` });
      const { status } = answer;
      expect([status, answer.json().error?.code], `${door.method} ${door.path}`).to.deep.equal([
        403,
        'not-allowed',
      ]);
    }
  });

  it('are not there for somebody else who is signed in, and ask a visitor to sign in', async () => {
    for (const door of api) {
      expect((await ask(other, door, { 'guildhall-workspace': 'b' })).status, door.path).to.equal(404);
      expect((await ask(other, door)).status, door.path).to.equal(404);
      const visit = await fetch(`${app.url}/api${filled(door.path)}`, { method: door.method });
      expect(visit.status, door.path).to.equal(401);
    }
  });

  it('hold for pages too, however their address is written, and whatever key comes along', async () => {
    expect(pages.length).to.be.above(20);
    for (const { method, path } of pages) {
      for (const way of [filled(path), filled(path).replace('/admin', '/ADMIN')]) {
        const answer = method === 'GET' ? await other.get(way) : await other.post(way);
        expect(answer.status, `${method} ${way}`).to.equal(404);
      }
      const headers = { authorization: `Bearer ${app.keys.a.owner}`, origin: app.url };
      const visit = await fetch(`${app.url}${filled(path)}`, { method, headers, redirect: 'manual' });
      expect(visit.headers.get('location'), `${method} ${path}`).to.match(/^\/sign-in/);
    }
  });

  it('are open to the admin who is signed in', async () => {
    const whole = ({ method, path }: Door) => method === 'GET' && !path.includes(':');
    for (const { path } of api.filter(whole))
      expect((await admin.get(`/api${path}`)).status, path).to.equal(200);
    for (const { path } of pages.filter(whole)) expect((await admin.get(path)).status, path).to.equal(200);
  });

  it('are closed again once somebody is no longer the admin', async () => {
    const { id } = app.workspaces.a.people.owner;
    const change = async (is: boolean) => {
      const text = 'update users set is_instance_admin = $1 where id = $2';
      await app.runtime.database.pool.query(text, [is, id]);
      await app.runtime.broadcast.tell(peopleTopic, id);
    };
    await change(false);
    expect((await admin.get('/api/instance/backups')).status).to.equal(404);
    await change(true);
    expect((await admin.get('/api/instance/backups')).status).to.equal(200);
  });
});
