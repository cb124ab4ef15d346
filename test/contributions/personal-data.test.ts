import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import { openCtx } from '../../core/context/open-ctx.ts';
import { asOwner } from '../../core/db/as-owner.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { type Ctx, definePersonalData, defineResource, text } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from './people.ts';
import { declared, problemsOf } from './problems-of.ts';

describe('personal data: its page', () => {
  let app: TestApp;
  const page = '/w/a/settings/personal-data';
  const email = 'ada@lovelace.example';
  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await openDoors(app);
    await app.as('member').post('/api/crm/contacts').send({ firstName: 'Ada', email }).expect(201);
  });
  after(() => app.stop());

  it('is closed to members', async () => {
    const member = await signedIn(app, 'member@a.example');
    expect((await member.get(page)).status).to.equal(403);
    expect((await member.post(`${page}/archive`, { email })).status).to.equal(403);
  });

  it('shows what is held, and hands it out as one archive', async () => {
    const admin = await signedIn(app, 'admin@a.example');
    expect((await admin.post(page, { email })).text)
      .to.include(`Held about ${email}`)
      .and.include('<dt>Contacts</dt><dd>1</dd>');
    const wrong = await admin.post(page, { email: 'nobody' });
    expect([wrong.status, wrong.text.includes('value="nobody"')]).to.deep.equal([422, true]);
    const headers = { cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(`${app.url}${page}/archive`, {
      method: 'POST',
      headers: { ...headers, origin: app.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email }).toString(),
    });
    const tar = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString('utf8');
    for (const part of ['about.json', 'core.json', 'crm.json', email]) expect(tar).to.include(part);
  });

  it('knows members too, and says why their account stays', async () => {
    const admin = await signedIn(app, 'admin@a.example');
    const member = 'member@a.example';
    const { text: report } = await admin.post(`${page}/erasure`, { email: member, confirmation: member });
    expect(report).to.include('The account belongs to the instance.');
  });

  it('says which modules were not asked', async () => {
    await switchPlugin(app.runtime, await app.scope('admin'), 'crm', false);
    const admin = await signedIn(app, 'admin@a.example');
    expect((await admin.post(page, { email })).text).to.match(/to include what they hold: CRM\./);
    await switchPlugin(app.runtime, await app.scope('admin'), 'crm', true);
  });

  it('erases after the address was typed twice', async () => {
    const admin = await signedIn(app, 'admin@a.example');
    const slip = await admin.post(`${page}/erasure`, { email, confirmation: 'x@y.example' });
    expect([slip.status, slip.text.includes('Type the same e-mail address once more.')]).to.deep.equal([
      422,
      true,
    ]);
    const done = await admin.post(`${page}/erasure`, { email, confirmation: email });
    expect(done.text).to.include(`${email} is erased`).and.include('1 record erased');
    expect((await admin.post(page, { email })).text).to.include('Nothing is held about this address.');
  });

  it('reaches what the audit, approvals and calls from outside hold, and leaves who did what', async () => {
    const person = 'grace@hopper.example';
    const { id } = app.workspaces.a;
    const made = await app
      .as('member')
      .post('/api/crm/contacts')
      .send({ firstName: 'Grace', email: person })
      .expect(201);
    const record = made.body.data.id as string;
    await app
      .as('member')
      .patch(`/api/crm/contacts/${record}`)
      .send({ phone: '+31 20 123 4567' })
      .expect(200);
    await app.as('member').post('/api/crm/contacts').send({ firstName: 'Somebody else' }).expect(201);
    const run = (sql: string, values: unknown[]) =>
      inWorkspace(app.runtime.database, id, (unit) => unit.run<{ text: string }>({ text: sql, values }));
    const payload = JSON.stringify({ from: person });
    await run(
      `with e as (insert into webhook_endpoints (workspace_id, id, webhook, token_hash)
         values ($1, gen_random_uuid(), 'x.y', 'hash') returning id)
       insert into webhook_deliveries (workspace_id, id, endpoint_id, delivery_id, payload)
       select $1, gen_random_uuid(), e.id, 'one', $2 from e`,
      [id, payload],
    );
    await run(
      `insert into action_approvals (workspace_id, id, action, args, args_hash, effect, risk, preview, state, actor,
         actor_name, door, asked_at, expires_at)
       values ($1, gen_random_uuid(), 'x.y', $2, '', 'write', 'low', '{}', 'done', '{}', 'A key', 'mcp', now(), now())`,
      [id, payload],
    );
    const { body } = await app
      .as('admin')
      .post('/api/personal-data/export')
      .send({ email: person })
      .expect(200);
    const counts = Object.fromEntries(
      (body.data.held as { id: string; items: unknown[] }[]).map((one) => [one.id, one.items.length]),
    );
    expect(counts).to.include({ 'core.audit': 2, 'core.webhooks': 1, 'core.approvals': 1 });
    const before = await run('select count(*)::text as text from audit_log', []);
    await app
      .as('admin')
      .post('/api/personal-data/erasure')
      .send({ email: person, confirmation: person })
      .expect(200);
    const left = await run(
      `select concat(changes, args, result) as text from audit_log
       union all select payload::text from webhook_deliveries union all select concat(args, preview) from action_approvals`,
      [],
    );
    const all = left.map(({ text: one }) => one).join();
    expect(all).not.to.include('hopper').and.not.to.include('123 4567');
    expect(all).to.include('Somebody else');
    expect(await run('select count(*)::text as text from audit_log', [])).to.deep.equal(before);
    const done = await run('select action as text from audit_log where record_id = $1 order by id', [record]);
    expect(done.map(({ text: one }) => one)).to.deep.equal(['crm.contact.create', 'crm.contact.update']);
  });

  describe('what the audit holds', () => {
    const forgotten = (id = 'gen_random_uuid()') => `audit_forget(${id})`;
    const hidden = "U&'select audit\\005fforget(gen_random_uuid())'";
    const order = `insert into audit_erasures (id, transaction, workspace, records, mention)
      select gen_random_uuid(), pg_current_xact_id(), current_setting('app.' || 'workspace_id')::uuid, '{}', '%'`;
    const [notOrdered, noRight, notPlain] = [/Nobody ordered/, /permission denied/, /A query starts with/];
    const tricks: readonly (readonly [query: string, refusal: RegExp])[] = [
      [`select ${forgotten()}`, notOrdered],
      ['select public . "audit_forget" /* */ (gen_random_uuid())', notOrdered],
      ['select U&"audit\\005fforget"(gen_random_uuid())', notOrdered],
      ["select query_to_xml('select audit_' || 'forget(gen_random_uuid())', true, false, '')", notOrdered],
      [`select query_to_xml(${hidden}, true, false, '')`, notOrdered],
      [`/* */ do $$ begin execute 'select audit_' || 'forget(gen_random_uuid())'; end $$`, notPlain],
      ['create function pg_temp.gone() returns void language sql as $$ select 1 $$', notPlain],
      [`${order} returning id`, noRight],
      [`with own as (${order} returning id) select ${forgotten('own.id')} from own`, noRight],
      ['delete from audit_erasures', noRight],
      ['select id from audit_erasures', noRight],
      ['commit', notPlain],
      [' -- a slip\n/* of * some */ rollback', notPlain],
      ['select 1; commit', /multiple commands/],
      ['update audit_log set changes = null, args = null, result = null', /^nothing$/],
      [
        "select query_to_xml('update audit_log set changes = null', true, false, '')",
        /not allowed in a non-volatile/,
      ],
      ['delete from audit_log', /^nothing$/],
    ];
    const sums = () =>
      inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
        unit.run({
          text: 'select count(*), md5(string_agg(a::text, id::text)) from audit_log a',
          values: [],
        }),
      );

    it('is not for queries of plugins to change, in whatever words they ask', async () => {
      const scope = await app.scope('owner');
      const before = await sums();
      const told = (work: (ctx: Ctx) => PromiseLike<unknown>) =>
        openCtx(app.runtime, scope, async (ctx) => void (await work(ctx))).then(
          () => 'nothing',
          (error: Error) => error.message,
        );
      for (const [trick, refusal] of tricks)
        expect(await told((ctx) => ctx.db.sql(trick)), trick).to.match(refusal);
      const asCondition = await told((ctx) => ctx.db.from('crm_contacts').whereRaw(`${forgotten()} > 0`));
      expect(asCondition).to.match(notOrdered);
      expect(await sums()).to.deep.equal(before);
    });

    it('is kept from the app even where it was granted all tables anew', async () => {
      const { target, database } = app.runtime;
      const appRole = `"${target.roles.app}"`;
      await asOwner(target, (client) => client.query(`grant all on audit_erasures to ${appRole}`));
      const text = `insert into audit_erasures (id, transaction, workspace, records) values (gen_random_uuid(), '1', $1, '{}')`;
      const refusal = await database.pool
        .query(text, [app.workspaces.a.id])
        .catch((error: Error) => error.message);
      await asOwner(target, (client) => client.query(`revoke all on audit_erasures from ${appRole}`));
      expect(refusal).to.include('row-level security');
    });

    it('is forgotten by an order for that very transaction and workspace alone, once', async () => {
      const { runtime, workspaces } = app;
      const id = newId();
      const put = (transaction: string, workspace: string) =>
        asOwner(runtime.target, (client) =>
          client.query(
            `insert into audit_erasures (id, transaction, workspace, records, mention) values ($1, $2, $3, '{}', '%')
             on conflict (id) do update set transaction = $2, workspace = $3`,
            [id, transaction, workspace],
          ),
        );
      const ask = (orderFor: (transaction: string) => Promise<unknown>) =>
        inWorkspace(runtime.database, workspaces.a.id, async (unit) => {
          const text = 'select pg_current_xact_id()::text as own';
          await orderFor((await unit.run<{ own: string }>({ text, values: [] }))[0]?.own ?? '');
          await unit.run({ text: `select ${forgotten('$1')}`, values: [id] });
          await unit.run({ text: `select ${forgotten('$1')}`, values: [id] });
        }).catch((error: Error) => error.message);
      const before = await sums();
      const refused = 'Nobody ordered that the audit forgets this.';
      expect(await ask((own) => put(String(BigInt(own) + 1n), workspaces.a.id))).to.equal(refused);
      expect(await ask((own) => put(own, workspaces.b.id))).to.equal(refused);
      // The second call finds its order used up, and takes back the first.
      expect(await ask((own) => put(own, workspaces.a.id))).to.equal(refused);
      expect(await sums()).to.deep.equal(before);
    });
  });
});

describe('kernel: personal fields', () => {
  const access = { read: 'a:read', create: 'a:read', update: 'a:read', remove: 'a:read' };
  const list = { columns: [], filter: [], sort: [] };
  const options = { title: ['name'], create: ['name'], update: [], access, list } as const;
  const person = defineResource('club.person', { name: text({ personal: true }), shoe: text() }, {
    ...options,
    table: 'club_people',
    access: { ...access, ...{ read: 'club:read' } },
  } as never);
  const relevant = (problems: string[]) =>
    problems.filter((one) => /people, and nothing|personal data/.test(one));

  it('need somebody who gives them out', () => {
    const club = declared('club', { resources: [person as never] });
    expect(relevant(problemsOf(club))).to.deep.equal([
      'resource club.person: It holds name of people, and nothing gives it out. Name club_people in a definePersonalData({ tables: … }).',
    ]);
  });

  it('are answered for by their own plugin', () => {
    const answers = definePersonalData({
      ...{ id: 'club.people', title: 'People', tables: ['club_people', 'crm_contacts'] },
      export: async () => [],
      erase: async () => ({ erased: 0, kept: [] }),
    });
    const club = declared('club', { resources: [person as never], personalData: [answers] });
    expect(relevant(problemsOf(club))).to.deep.equal([
      'personal data club.people.tables: "crm_contacts" is no table of this plugin.',
    ]);
  });
});
