import { expect } from 'chai';
import { runWords } from '../../core/cli/run-words.ts';
import type { Terminal } from '../../core/cli/terminal.ts';
import { workspaceCommands } from '../../core/cli/workspaces/workspace-commands.ts';
import { openCtx } from '../../core/context/open-ctx.ts';
import { callPlugin } from '../../core/kernel/call-plugin.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { Browser } from '../http/browser.ts';
import { openDoors, signedIn } from './people.ts';

const reason = 'The invoice of May is open.';

describe('a workspace that may only be read', () => {
  let app: TestApp;
  let admin: Browser;
  let id: string;
  before(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'ration'] });
    await openDoors(app, 'owner@b.example');
    admin = await signedIn(app, 'owner@b.example');
    id = app.workspaces.a.id;
  });
  after(() => app.stop());

  const write = (workspace = app.workspaces.a) =>
    app.as('owner', workspace).post('/api/notes/notes').send({ body: 'New' });
  const hold = (why: string) => admin.post(`/admin/workspaces/${id}/hold`, { reason: why });
  const release = () => admin.post(`/admin/workspaces/${id}/release`, {});

  describe('because the admin of the instance says so', () => {
    before(() => hold(reason));
    after(release);

    it('refuses every write by every door, and says why', async () => {
      const owner = app.as('owner');
      const { body } = await owner.get('/api/notes/notes').expect(200);
      const answers = [
        await write(),
        await owner.patch(`/api/notes/notes/${body.data[0].id}`).send({ body: 'Changed' }),
        await owner.delete(`/api/notes/notes/${body.data[0].id}`),
        await owner.post('/api/actions/notes.note.create').send({ body: 'New' }),
        await owner.post('/api/notes/notes/bulk').send({ create: [{ body: 'New' }] }),
      ];
      for (const answer of answers) {
        expect([answer.status, answer.body.error.message]).to.deep.equal([
          403,
          `This workspace can only be read now. ${reason}`,
        ]);
      }
      expect((await owner.get('/api/notes/notes').expect(200)).body.data).to.deep.equal(body.data);
    });

    it('is read, exported and audited as before', async () => {
      const owner = app.as('owner');
      await owner.get('/api/notes/notes/export.csv').expect(200);
      const { body } = await owner.get('/api/audit').expect(200);
      const noted = body.data.find(
        (row: { action: string }) => row.action === 'core.workspace.limit-to-reading',
      );
      expect(noted).to.deep.include({ outcome: 'done', args: { by: 'instance', reason } });
    });

    it('tells its people on every page, and offers nothing that is refused', async () => {
      const owner = await signedIn(app, 'owner@a.example');
      const { text } = await owner.get('/w/a/notes/notes');
      expect(text).to.include(reason).and.not.include('/w/a/notes/notes/new');
    });

    it('leaves other workspaces as they are', async () => {
      await write(app.workspaces.b).expect(201);
    });
  });

  it('works again as soon as it is released', async () => {
    await hold(reason);
    await write().expect(403);
    await release();
    await write().expect(201);
  });

  it('is held by nobody but the admin of the instance', async () => {
    const owner = await signedIn(app, 'owner@a.example');
    expect((await owner.get('/admin/workspaces')).status).to.equal(404);
    expect((await owner.post(`/admin/workspaces/${id}/hold`, { reason })).status).to.equal(404);
    await write().expect(201);
  });

  it('asks for a reason beside its field, and knows which workspaces there are', async () => {
    const answer = await hold('  ');
    expect([answer.status, answer.text]).to.satisfy(
      ([status, text]: [number, string]) => status === 422 && text.includes('Say why, for the people'),
    );
    const strange = await admin.post('/admin/workspaces/0190f7c2-0000-7000-8000-000000000000/hold', {
      reason,
    });
    expect(strange.status).to.equal(404);
  });

  it('is found by a part of its name or address, page by page, and stays found when it is held', async () => {
    const { pool } = app.runtime.database;
    await pool.query(
      `insert into workspaces (id, slug, name, currency, timezone, locale)
        select gen_random_uuid(), 'branch-' || lpad(n::text, 3, '0'), 'Branch ' || n, 'EUR', 'Europe/Berlin', 'en'
        from generate_series(1, 60) n`,
    );
    const shown = async (path: string) => {
      const { text } = await admin.get(path);
      return { text, slugs: [...text.matchAll(/\/w\/([\w-]+)<\/span>/g)].map(([, slug]) => slug) };
    };
    expect((await shown('/admin/workspaces?q=BRANCH+59')).slugs).to.deep.equal(['branch-059']);
    const first = await shown('/admin/workspaces?q=branch');
    const [, more = ''] = /href="(\/admin\/workspaces\?[^"]+)"/.exec(first.text) ?? [];
    const rest = await shown(more.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect([...first.slugs, ...rest.slugs]).to.have.length(60);
    expect(rest.slugs.at(-1)).to.equal('branch-060');
    expect((await shown('/admin/workspaces?held=yes')).slugs).to.deep.equal([]);
    const answer = await admin.post(`/admin/workspaces/${id}/hold?q=a&held=yes`, { reason });
    expect(answer.headers.get('location')).to.equal('/admin/workspaces?q=a&held=yes');
    expect((await shown('/admin/workspaces?held=yes')).slugs).to.deep.equal(['a']);
    await release();
  });

  it('is held and released at the command line', async () => {
    const said: string[] = [];
    const terminal = {
      say: (line: string) => said.push(line),
      tell: (line: string) => said.push(line),
      openRuntime: async () => app.runtime,
    } as unknown as Terminal;
    const type = (...words: string[]) => runWords(terminal, [workspaceCommands], ['workspaces', ...words]);
    expect(await type('hold', 'a', '--reason', reason)).to.equal(0);
    await write().expect(403);
    await type('list');
    expect(said.join('\n')).to.include(`only read: ${reason}`);
    expect(await type('release', 'a')).to.equal(0);
    await write().expect(201);
    expect(await type('hold', 'nowhere', '--reason', reason)).not.to.equal(0);
  });

  describe('because its plan lapsed', () => {
    const post = (path: string, body: object) => app.as('admin').post(`/api/ration/${path}`).send(body);

    it('keeps what people need to pay, and nothing else', async () => {
      await post('lapses', { reason: 'The plan ended.' }).expect(200);
      await write().expect(403);
      await post('prints', {}).expect(403);
      await post('looks', {}).expect(403);
      const { body } = await app.as('owner').get('/api/audit').expect(200);
      expect(body.data.map((row: { args: unknown }) => row.args)).to.deep.include({
        ...{ by: 'ration', reason: 'The plan ended.' },
      });
      await post('payments', {}).expect(200);
      await write().expect(409);
    });

    it('is not got around by switching off the plugin that says so', async () => {
      const before = await app.scope('owner');
      await post('lapses', { reason: 'The plan ended.' }).expect(200);
      const refused = await switchPlugin(app.runtime, await app.scope('owner'), 'ration', false).catch(
        String,
      );
      expect(refused).to.include('can only be read now');
      // Where it is off for another reason, it has no say.
      await switchPlugin(app.runtime, before, 'ration', false);
      await write().expect(201);
      await switchPlugin(app.runtime, before, 'ration', true);
      await write().expect(403);
      await post('payments', {}).expect(200);
    });

    it('is nothing a plugin ends that the admin of the instance began', async () => {
      await hold(reason);
      const scope = await app.scope('owner');
      const ended = openCtx(app.runtime, scope, (ctx) =>
        ctx.db.sql("select hold_workspace('instance', null)"),
      );
      expect(String(await ended.catch(String))).to.include('Only the admin of the instance');
      await post('payments', {}).expect(200);
      await write().expect(403);
      await release();
    });

    it('is nothing a plugin without plans may say', async () => {
      const scope = await app.scope('owner');
      const call = { plugin: 'notes', what: 'a test' };
      const said = callPlugin(app.runtime, call, () =>
        openCtx(app.runtime, scope, (ctx) => ctx.limitToReading(reason)),
      );
      await said.then(
        () => expect.fail('It was let through.'),
        (error: Error) => expect(error.message).to.include('core.plan-limits'),
      );
    });
  });
});
