import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { givePasswords } from '../http/pages-app.ts';
import { type AuditRow, auditOf } from './audit-of.ts';
import { type Asked, type Came, type DoorOfTest, doorsOf } from './doors.ts';

const names = ['rest', 'address of records', 'mcp', 'command line', 'palette', 'forms of records'] as const;
const doorInAudit = {
  rest: 'rest',
  'address of records': 'rest',
  mcp: 'mcp',
  'command line': 'cli',
  palette: 'palette',
  'forms of records': 'page',
} as const;
/** Where people ask themselves, signed in. */
const ofPeople: readonly string[] = ['palette', 'forms of records'];
/** One record made by one statement is told by its change, which holds all that a call would. */
const toldByChange: readonly string[] = ['address of records', 'forms of records'];
const perMinute = 150;

describe('actions: the same at every door', () => {
  let app: TestApp;
  let folder: string;
  let doors: Readonly<Record<string, DoorOfTest>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-doors-'));
    app = await bootTestApp({ fixtures: ['chores'], env: { ACTIONS_PER_MINUTE: String(perMinute) } });
    await givePasswords(app.runtime);
    doors = doorsOf(app, folder);
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const usual = { role: 'member', workspace: 'a' } as const;
  async function ask(name: string, asked: Partial<Asked> & Pick<Asked, 'action' | 'input'>) {
    const before = (await auditOf(app)).length;
    const outcome: Came = (await doors[name]?.({ ...usual, ...asked })) ?? { as: 'no door', fields: [] };
    const rows = (await auditOf(app)).slice(before);
    return { ...outcome, rows };
  }
  const make = async (title: string) =>
    (await app.as('member').post('/api/chores/chores').send({ title }).expect(201)).body.data.id as string;
  const calls = (rows: readonly AuditRow[]) => rows.filter(({ entry }) => entry === 'call');
  const titled = async (title: string) =>
    (await app.as('viewer').get('/api/chores/chores?limit=200').expect(200)).body.data.filter(
      (one: { title: string }) => one.title === title,
    ).length as number;

  for (const name of names) {
    const door = doorInAudit[name];

    it(`${name}: does what is allowed, and the audit tells it with what changed`, async () => {
      const title = `Allowed by ${name}`;
      const { as, rows } = await ask(name, {
        action: 'chores.chore.create',
        input: { title, state: 'open' },
      });
      expect(as).to.equal('done');
      const change = rows.find(({ entry }) => entry === 'change');
      expect(change).to.include({ door, action: 'chores.chore.create', kind: 'created', outcome: 'done' });
      expect(change?.user_id).to.equal(app.workspaces.a.people.member.id);
      const told = calls(rows).map(({ action, outcome, door: by }) => [action, outcome, by]);
      expect(told).to.deep.equal(toldByChange.includes(name) ? [] : [['chores.chore.create', 'done', door]]);
    });

    it(`${name}: does what a resource declares, and the audit names it with its arguments`, async () => {
      const input = { id: await make(`Completed by ${name}`), minutes: 7 };
      const { as, rows } = await ask(name, { action: 'chores.chore.completion', input });
      expect(as).to.equal('done');
      expect(rows.map(({ entry, action, door: by }) => [entry, action, by])).to.have.deep.members([
        ['change', 'chores.chore.completion', door],
        ['call', 'chores.chore.completion', door],
      ]);
      expect(calls(rows)[0]?.args).to.deep.equal(input);
    });

    it(`${name}: refuses whoever lacks the permission, and keeps that they tried`, async () => {
      const { as, rows } = await ask(name, {
        action: 'chores.chore.create',
        input: { title: 'Refused', state: 'open' },
        role: 'viewer',
      });
      expect(as).to.equal('not-allowed');
      expect(calls(rows)).to.have.length(1);
      for (const row of calls(rows))
        expect(row).to.include({ door, action: 'chores.chore.create', outcome: 'refused' });
      expect(await titled('Refused')).to.equal(0);
    });

    it(`${name}: finds nothing of another workspace`, async () => {
      const id = await make(`Of A, ${name}`);
      const input = { id, minutes: 3 };
      const { as, rows } = await ask(name, { action: 'chores.chore.completion', input, workspace: 'b' });
      expect([as, rows]).to.deep.equal(['not-found', []]);
    });

    it(`${name}: names the field of bad input, and keeps nothing`, async () => {
      const { as, fields, rows } = await ask(name, {
        action: 'chores.chore.completion',
        input: { id: await make(`Bad, ${name}`), minutes: 5_000 },
      });
      expect({ as, fields }).to.deep.equal({ as: 'invalid-input', fields: ['minutes'] });
      expect(calls(rows)).to.deep.equal([]);
    });

    it(`${name}: does it once for one key, and tells it once`, async () => {
      const title = `Once by ${name}`;
      const asked = {
        action: 'chores.chore.create',
        input: { title, state: 'open' },
        key: `parity-${name.replaceAll(' ', '-')}`,
      };
      expect((await ask(name, asked)).rows).to.have.length(2);
      expect(await ask(name, asked)).to.deep.include({ as: 'done', rows: [] });
      expect(await titled(title)).to.equal(1);
      // Who goes back in a browser and writes something else means something else.
      const other = await ask(name, { ...asked, input: { title: `Other by ${name}`, state: 'open' } });
      expect(other.as).to.equal(name === 'forms of records' ? 'done' : 'conflict');
    });

    it(`${name}: lets people answer for what is risky, and programs wait`, async () => {
      const id = await make(`Risky ${name}`);
      const { as, rows } = await ask(name, { action: 'chores.chore.escalation', input: { id } });
      expect(as).to.equal(ofPeople.includes(name) ? 'done' : 'approval');
      const [call] = calls(rows);
      const outcome = ofPeople.includes(name) ? 'done' : 'waiting';
      expect(call).to.include({ door, action: 'chores.chore.escalation', outcome });
    });
  }

  it('counts what is asked for at all doors of a program together', async () => {
    const asked = { action: 'chores.chore.prefix', input: { word: 'x'.repeat(5) }, role: 'owner' } as const;
    for (let n = 0; n < 20; n += 1)
      await app
        .as('owner')
        .post('/api/actions/chores.chore.prefix?preview=true')
        .send({ word: 'x' })
        .expect(200);
    for (const name of ['rest', 'mcp', 'command line'])
      expect((await ask(name, asked)).as, name).to.equal('rate-limited');
    expect((await ask('palette', asked)).as, 'a person is counted apart from their key').to.equal('done');
  });

  it('counts plain writes of a program with the rest', async () => {
    const admin = app.as('admin');
    for (let n = 0; n < perMinute; n += 1)
      await admin.post('/api/chores/chores').send({ title: 'Counted' }).expect(201);
    const { headers } = await admin.post('/api/chores/chores').send({ title: 'Too many' }).expect(429);
    expect(Number(headers['retry-after'])).to.be.within(1, 60);
    const asked = { action: 'chores.chore.create', input: { title: 'Too many' }, role: 'admin' } as const;
    for (const name of names.filter((one) => !ofPeople.includes(one)))
      expect((await ask(name, asked)).as, name).to.equal('rate-limited');
    expect(await titled('Too many')).to.equal(0);
  });

  it('counts what a person writes in forms with the rest', async () => {
    const scope = await app.scope('admin');
    const chore = findResource(app.runtime, 'chores.chore');
    for (let n = 0; n < perMinute; n += 1)
      await createRecord(app.runtime, scope, chore, { title: 'Written in a form' });
    const asked = { action: 'chores.chore.create', input: { title: 'Too many' }, role: 'admin' } as const;
    for (const name of ofPeople) expect((await ask(name, asked)).as, name).to.equal('rate-limited');
  });
});
