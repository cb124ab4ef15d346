import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { addField, switchModule } from '../../core/testing/index.ts';
import { newestCall } from './audit-of.ts';
import { typingAt } from './typing-at.ts';

describe('command line: actions', () => {
  let app: TestApp;
  let folder: string;
  let type: ReturnType<typeof typingAt>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-cli-'));
    app = await bootTestApp({ plugins: ['crm'], fixtures: ['chores'] });
    type = typingAt(app);
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const inA = ['--workspace', 'a'];

  it('does one, with what is given as JSON, as options, and from standard input', async () => {
    const whole = await type('chores.chore.create', ...inA, '--json', '{"title":"By JSON","minutes":5}');
    expect(whole.code, whole.told).to.equal(0);
    expect(JSON.parse(whole.said)).to.include({ title: 'By JSON', minutes: 5 });
    const flags = await type('chores.chore.create', ...inA, '--title=By option', '--minutes', '7');
    expect(JSON.parse(flags.said)).to.include({ title: 'By option', minutes: 7 });
    const both = await typingAt(app, '{"title":"By input","minutes":1}')(
      'chores.chore.create',
      ...[...inA, '--json', '-', '--minutes', '9'],
    );
    expect(JSON.parse(both.said)).to.include({ title: 'By input', minutes: 9 });
    await writeFile(join(folder, 'chore.json'), '{"title":"By file"}');
    const file = await type('chores.chore.create', ...inA, '--json', `@${join(folder, 'chore.json')}`);
    expect(JSON.parse(file.said)).to.include({ title: 'By file' });
    const { id } = JSON.parse(flags.said);
    const emptied = await type('chores.chore.update', ...inA, '--id', id, '--no-minutes');
    expect(JSON.parse(emptied.said)).to.include({ title: 'By option', minutes: null });
    const filtered = await type('chores.chore.list', ...inA, '--filter', '{"state":"open"}', '--limit', '1');
    expect(JSON.parse(filtered.said).items).to.have.length(1);
  });

  it('acts as whoever sits at the machine, as a member, or by a key, and the audit knows', async () => {
    await type('chores.chore.create', ...inA, '--title', 'By machine');
    expect(await newestCall(app)).to.include({ door: 'cli', actor_name: 'The command line', user_id: null });
    const { email, id, name } = app.workspaces.a.people.member;
    await type('chores.chore.create', ...inA, '--as', email, '--title', 'By member');
    expect(await newestCall(app)).to.include({ door: 'cli', actor_name: name, user_id: id });
    const file = join(folder, 'key');
    await writeFile(file, `${app.keys.a.member}\n`);
    expect((await type('chores.chore.create', '--key-file', file, '--title', 'By key')).code).to.equal(0);
    expect(await newestCall(app)).to.include({ door: 'cli', outcome: 'done' });
    const asked = await type('chores.chore.announce', '--key-file', file, '--words', 'By key');
    expect(asked.code).to.equal(3);
    expect(JSON.parse(asked.said).approval).to.include({ summary: 'Would say "By key".' });
    expect((await type('chores.chore.announce', ...inA, '--words', 'By hand')).code).to.equal(0);
  });

  it('refuses what they may not do, and what is elsewhere', async () => {
    const { email } = app.workspaces.a.people.viewer;
    const refused = await type('chores.chore.create', ...inA, '--as', email, '--title', 'No');
    expect(refused.code).to.equal(4);
    expect(refused.told).to.match(/^not-allowed: .*chores:write/);
    expect((await type('chores.chore.list', '--workspace', 'b', '--as', email)).code).to.equal(1);
    expect((await type('chores.chore.list', '--workspace', 'nowhere')).told).to.match(
      /no workspace "nowhere"/,
    );
    expect((await type('chores.chore.list', '--as', 'nobody@nowhere.example', ...inA)).code).to.equal(1);
    const file = join(folder, 'bad-key');
    await writeFile(file, 'nonsense');
    expect((await type('chores.chore.list', '--key-file', file)).code).to.equal(4);
    const created = await type('chores.chore.create', ...inA, '--title', 'Of A');
    const elsewhere = ['--workspace', 'b', '--id', JSON.parse(created.said).id];
    expect((await type('chores.chore.get', ...elsewhere)).told).to.match(/^not-found: /);
  });

  it('names each field of bad input, and ends with 2', async () => {
    const bad = await type('chores.chore.create', ...inA, '--json', '{"title":"","colour":"red"}');
    expect(bad.code).to.equal(2);
    expect(bad.told.split('\n')[0]).to.match(/^invalid-input: /);
    expect(bad.told)
      .to.match(/\n {2}--title: .+/)
      .and.match(/\n {2}--colour: .+/);
    const nested = await type('crm.contact.bulk', ...inA, '--json', '{"create":[{"firstName":7}]}');
    expect(nested.told).to.match(/--create \(create\.0\.firstName\): /);
    expect((await type('chores.chore.create', ...inA, '--titel', 'x')).told).to.match(
      /^There is no option "--titel"\.\n\nIts options: .*chores\.chore\.create --help$/,
    );
    expect((await type('chores.chore.create', ...inA, '--json', '{')).told).to.match(/--json is no JSON/);
    expect((await type('chores.chore.create', ...inA, '--json', '[]')).told).to.match(/one object/);
    expect((await type('chores.chore.create', '--title', 'x')).told).to.match(
      /--workspace\. There are: a, b/,
    );
  });

  it('only says what it would do with --preview', async () => {
    const preview = await type('chores.chore.create', ...inA, '--title', 'Maybe', '--preview');
    expect(preview.code).to.equal(0);
    expect(JSON.parse(preview.said)).to.include({ summary: '1 chore created.', needsApproval: false });
    const found = await type('chores.chore.search', ...inA, '--q', 'Maybe');
    expect(JSON.parse(found.said).items).to.deep.equal([]);
  });

  it('does it once for one --idempotency-key', async () => {
    const once = ['chores.chore.create', ...inA, '--idempotency-key', 'cli-1', '--title', 'Once'];
    const [first, again] = [await type(...once), await type(...once)];
    expect(JSON.parse(again.said)).to.deep.equal(JSON.parse(first.said));
    expect(again.told).to.match(/done before/);
    expect((await type(...once.slice(0, -1), 'Other')).code).to.equal(1);
  });

  it('tells of an action from its schema, with the fields of the workspace', async () => {
    await addField(app, 'crm.contact', { label: 'Shoe size', kind: 'number' });
    const help = await type('crm.contact.create', '--help', ...inA);
    expect(help.code).to.equal(0);
    expect(help.said)
      .to.match(/^npm run guildhall -- crm\.contact\.create\n/)
      .and.match(/Effect: write; risk: low; permission: crm:write/)
      .and.match(/--first-name <string> {2}/)
      .and.match(/--custom <json>/)
      .and.match(/--idempotency-key/);
    expect((await type('chores.chore.completion', '--help')).said).to.match(/--id <string> {2}.*; needed\n/);
  });

  it('lists what may be done, all of it or by words, and nothing of what is off', async () => {
    const listed = await type('actions', 'list', ...inA);
    expect(listed.said).to.match(/^crm\.contact\.create +Create a contact$/m);
    const { email } = app.workspaces.a.people.viewer;
    const few = await type('actions', 'list', 'chore', ...inA, '--as', email);
    expect(few.said).to.include('chores.chore.count').and.not.include('chores.chore.create');
    await switchModule(app, 'chores', false);
    expect((await type('actions', 'list', ...inA)).said).not.to.include('chores.');
    expect((await type('chores.chore.count', ...inA)).told).to.match(/^not-found: /);
    await switchModule(app, 'chores', true);
    expect((await type('chores.chore.nothing', ...inA)).told).to.match(
      /^There is no command "chores\.chore\.nothing"\./,
    );
    expect((await type('actions')).told, 'its name alone lists').to.match(/--workspace/);
    expect((await type('actions', 'help')).said).to.match(/Does one; --help tells its options/);
  });
});
