import { expect } from 'chai';
import { withClient } from '../../core/db/roles/with-client.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/index.ts';
import { auditOf, newestCall } from './audit-of.ts';
import { tableSums } from './table-sums.ts';

describe('actions: the executor behind REST', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await bootTestApp({ fixtures: ['chores'] });
  });
  afterEach(() => app.stop());

  const run = (id: string, input: object, role: 'owner' | 'member' | 'viewer' = 'member') =>
    app.as(role).post(`/api/actions/${id}`).send(input);
  const make = async (title = 'Buy milk') =>
    (await run('chores.chore.create', { title }).expect(200)).body.data as { id: string; version: number };
  const titles = async () =>
    (
      (await app.as('viewer').get('/api/chores/chores?sort=title').expect(200)).body.data as {
        title: string;
      }[]
    ).map(({ title }) => title);

  it('does what a resource can do, by the same schemas as its addresses', async () => {
    const { id, version } = await make();
    await run('chores.chore.update', { id, version, title: 'Buy oat milk' }).expect(200);
    await run('chores.chore.completion', { id, minutes: 12 }).expect(200);
    const { body } = await run('chores.chore.get', { id }, 'viewer').expect(200);
    expect(body.data).to.include({ title: 'Buy oat milk', state: 'done', minutes: 12 });
    await run('chores.chore.remove', { id }).expect(200);
    await run('chores.chore.get', { id }).expect(404);
    await run('chores.chore.restore', { id }).expect(200);
  });

  it('lists and searches page by page', async () => {
    for (const title of ['Ape', 'Bear', 'Cat']) await make(title);
    const first = await run('chores.chore.list', { sort: 'title', limit: 2, total: 'exact' }).expect(200);
    expect(first.body.data).to.include({ total: 3 });
    const next = { sort: 'title', limit: 2, after: first.body.data.nextCursor };
    const second = await run('chores.chore.list', next).expect(200);
    expect(second.body.data.items.map(({ title }: { title: string }) => title)).to.deep.equal(['Cat']);
    const found = await run('chores.chore.search', { q: 'bear' }).expect(200);
    expect(found.body.data.items).to.have.length(1);
    const open = await run('chores.chore.list', { filter: { state: ['open', 'done'] } }).expect(200);
    expect(open.body.data.items).to.have.length(3);
  });

  it('runs what a plugin declared', async () => {
    await make();
    const { body } = await run('chores.chore.count', {}, 'viewer').expect(200);
    expect(body.data).to.deep.equal({ count: 1 });
  });

  it('names the field of bad input, and takes no unknown one', async () => {
    const wrong = await run('chores.chore.create', { title: '', colour: 'red' }).expect(422);
    expect(wrong.body.error.problems.map(({ path }: { path: string[] }) => path[0])).to.have.members([
      'title',
      'colour',
    ]);
    await run('chores.chore.update', { id: 'x', title: 'y' }).expect(422);
    await run('chores.chore.count', { all: true }).expect(422);
  });

  it('refuses whoever lacks the permission, and keeps that they tried', async () => {
    await run('chores.chore.create', { title: 'Mine' }, 'viewer').expect(403);
    const row = await newestCall(app);
    expect(row).to.include({ action: 'chores.chore.create', outcome: 'refused', door: 'rest' });
    expect(row.reason).to.match(/chores:write/);
    await app.as('viewer').post('/api/chores/chores').send({ title: 'Mine' }).expect(403);
    expect((await auditOf(app)).filter(({ outcome }) => outcome === 'refused')).to.have.length(2);
  });

  it('shows another workspace nothing', async () => {
    const { id } = await make();
    const other = app.as('owner', app.workspaces.b);
    await other.post('/api/actions/chores.chore.update').send({ id, title: 'Theirs' }).expect(404);
    await other.post('/api/actions/chores.chore.remove').send({ id }).expect(404);
    const { body } = await other.post('/api/actions/chores.chore.list').send({}).expect(200);
    expect(body.data.items).to.deep.equal([]);
    expect(await auditOf(app, 'b')).to.satisfy((rows: { record_id: string | null }[]) =>
      rows.every((row) => row.record_id === null),
    );
  });

  it('has nothing of a plugin that is off', async () => {
    await switchModule(app, 'chores', false);
    await run('chores.chore.count', {}).expect(404);
    await run('chores.chore.create', { title: 'x' }).expect(404);
    const { body } = await app.as('member').get('/api/actions').expect(200);
    expect(body.data).to.deep.equal([]);
    expect(await auditOf(app)).to.deep.equal([]);
  });

  it('limits how often one actor may ask', async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => run('chores.chore.prefix?preview=true', { word: 'x' })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).to.have.length(5);
    expect(Number(refused[0]?.headers['retry-after'])).to.be.within(1, 60);
    await run('chores.chore.prefix', { word: 'x' }, 'owner').expect(200);
  });

  it('keeps who did what by which door, with what was and what is', async () => {
    const { id } = await make();
    await run('chores.chore.completion', { id, minutes: 5 }).expect(200);
    const rows = (await auditOf(app)).slice(-2);
    expect(rows.map(({ entry }) => entry)).to.deep.equal(['change', 'call']);
    const [change, call] = rows;
    expect(change?.changes).to.deep.equal({ state: ['open', 'done'], minutes: [null, 5] });
    expect(change).to.include({
      record_id: id,
      kind: 'updated',
      action: 'chores.chore.completion',
      call_id: call?.call_id,
    });
    expect(call).to.include({ door: 'rest', outcome: 'done', user_id: app.workspaces.a.people.member.id });
    expect(call?.args).to.deep.equal({ id, minutes: 5 });
    expect(call?.args_hash).to.match(/^[0-9a-f]{64}$/);
    expect(call?.request_id).to.be.a('string');
  });

  it('keeps no secrets', async () => {
    await run('chores.chore.announce', { words: 'hush hush', token: 'abc' }).expect(202);
    expect((await newestCall(app)).args).to.deep.equal({ words: '•••', token: '•••' });
  });

  it('is audited for ever: the app can neither change nor remove a row', async () => {
    await make();
    await withClient(app.appUrl, async (client) => {
      await client.query(`select set_config('app.workspace_id', $1, false)`, [app.workspaces.a.id]);
      const before = await client.query('select count(*)::int as n from audit_log');
      await client.query("update audit_log set actor = 'nobody'");
      await client.query('delete from audit_log');
      const after = await client.query("select count(*)::int as n from audit_log where actor <> 'nobody'");
      expect(after.rows).to.deep.equal(before.rows);
      expect(before.rows[0].n).to.be.greaterThan(0);
    });
  });

  it('previews without changing a single row', async () => {
    const { id } = await make();
    const before = await tableSums(app, ['rate_limits', 'api_keys']);
    const preview = await run('chores.chore.completion?preview=true', { id, minutes: 9 }).expect(200);
    expect(preview.body.data.summary).to.equal('1 chore updated.');
    expect(preview.body.data.changes).to.deep.include({
      what: 'Chore: Minutes',
      before: null,
      after: 9,
      resource: 'chores.chore',
      recordId: id,
      field: 'minutes',
    });
    await run('chores.chore.create?preview=true', { title: 'Another' }).expect(200);
    await run('chores.chore.prefix?preview=true', { word: 'Soon' }).expect(200);
    const own = await run('chores.chore.announce?preview=true', { words: 'Hello' }).expect(200);
    expect(own.body).to.deep.include({ needsApproval: true });
    expect(own.body.data.summary).to.equal('Would say "Hello".');
    expect(await tableSums(app, ['rate_limits', 'api_keys'])).to.deep.equal(before);
  });

  it('does it once for fifty that ask at once with one key', async () => {
    const ask = () => run('chores.chore.create', { title: 'Once' }).set('Idempotency-Key', 'k-1');
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.data.id)).size).to.equal(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).to.have.length(49);
    expect(await titles()).to.deep.equal(['Once']);
  });

  it('takes a key at the address of records as well, and refuses it for something else', async () => {
    const post = (title: string) =>
      app.as('member').post('/api/chores/chores').set('Idempotency-Key', 'k-2').send({ title });
    const first = await post('One').expect(201);
    const again = await post('One').expect(201);
    expect(again.body.data).to.deep.equal(first.body.data);
    await post('Two').expect(409);
    await run('chores.chore.create', { title: 'One' }).set('Idempotency-Key', 'k-2').expect(200);
    await app
      .as('owner')
      .post('/api/chores/chores')
      .set('Idempotency-Key', 'k-2')
      .send({ title: 'Own' })
      .expect(201);
    expect(await titles()).to.deep.equal(['One', 'Own']);
  });

  it('forgets a key when what it stood for was refused', async () => {
    await run('chores.chore.create', { title: '' }).set('Idempotency-Key', 'k-3').expect(422);
    await run('chores.chore.create', { title: 'Now' }).set('Idempotency-Key', 'k-3').expect(200);
  });

  it('takes back what was done, unless somebody changed it since', async () => {
    const { id } = await make();
    const changed = await run('chores.chore.update', { id, title: 'Buy bread' }).expect(200);
    expect(changed.body.action.undoableUntil).to.be.a('string');
    const undo = (auditId: string) => app.as('member').post(`/api/audit/${auditId}/undoing`);
    await undo(changed.body.action.auditId).expect(200);
    expect(await titles()).to.deep.equal(['Buy milk']);
    await undo(changed.body.action.auditId).expect(409);
    const removed = await run('chores.chore.remove', { id }).expect(200);
    await undo(removed.body.action.auditId).expect(200);
    const again = await run('chores.chore.update', { id, title: 'Buy tea' }).expect(200);
    await run('chores.chore.update', { id, title: 'Buy coffee' }, 'owner').expect(200);
    await undo(again.body.action.auditId).expect(409);
    expect(await titles()).to.deep.equal(['Buy coffee']);
    const prefixed = await run('chores.chore.prefix', { word: 'Soon' }).expect(200);
    await undo(prefixed.body.action.auditId).expect(200);
    expect(await titles()).to.deep.equal(['Buy coffee']);
  });

  it('takes back a part of nothing that knows its own way back', async () => {
    await make();
    await run('chores.chore.prefix', { word: 'Soon' }).expect(200);
    const part = (await auditOf(app)).filter(({ entry }) => entry === 'change').at(-1);
    expect(part?.action).to.equal('chores.chore.prefix');
    await app.as('member').post(`/api/audit/${part?.id}/undoing`).expect(409);
    expect(await titles()).to.deep.equal(['Soon Buy milk']);
  });

  it('asks what leaves the house for its own word of what it would do', async () => {
    const { id } = await make();
    const looked = await run('chores.chore.summons?preview=true', { id }).expect(200);
    expect(looked.body.data.summary).to.equal('Would call somebody for "Buy milk".');
    const asked = await run('chores.chore.summons', { id }).expect(202);
    expect(asked.body.approval.summary).to.equal('Would call somebody for "Buy milk".');
    expect(await titles()).to.deep.equal(['Buy milk']);
  });

  it('takes back nothing for those who did not do it and may not see it', async () => {
    await make();
    const { id: auditId } = await newestCall(app);
    await app.as('viewer').post(`/api/audit/${auditId}/undoing`).expect(404);
    await app.as('owner', app.workspaces.b).post(`/api/audit/${auditId}/undoing`).expect(404);
    await app.as('owner').post(`/api/audit/${auditId}/undoing`).expect(200);
    expect(await titles()).to.deep.equal([]);
  });

  it('describes each action with its schemas, to whoever may do it', async () => {
    const { body } = await app.as('viewer').get('/api/actions').expect(200);
    const ids = body.data.map(({ id }: { id: string }) => id);
    expect(ids).to.include.members(['chores.chore.list', 'chores.chore.count']);
    expect(ids).not.to.include('chores.chore.create');
    const one = await app.as('member').get('/api/actions/chores.chore.completion').expect(200);
    expect(one.body.data.input).to.deep.include({ required: ['id', 'minutes'] });
    await app.as('viewer').get('/api/actions/chores.chore.completion').expect(403);
    await app.as('owner').get('/api/actions/chores.chore.nothing').expect(404);
  });
});
