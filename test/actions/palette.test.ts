import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/index.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, type PagesApp, password, servePages } from '../http/pages-app.ts';
import { auditOf, newestCall } from './audit-of.ts';

interface Group {
  readonly label: string;
  readonly entries: readonly { title: string; href: string; inDialog: boolean }[];
}
interface FormPage {
  readonly title: string;
  readonly preview: { summary: string; lines: { what: string; before: string; after: string }[] } | null;
  readonly result: { name: string; value: string }[] | null;
  readonly form: {
    readonly action: string;
    readonly problem: string | null;
    readonly hidden: { name: string; value: string }[];
    readonly sections: {
      fields: { name: string; value: string; problem: string | null; isRequired: boolean }[];
    }[];
  };
}

describe('palette: actions', () => {
  let app: TestApp;
  let served: PagesApp;
  let member: Browser;
  let viewer: Browser;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'], fixtures: ['chores'] });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
    [member, viewer] = [await signedIn('member'), await signedIn('viewer')];
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  async function signedIn(role: 'member' | 'viewer' | 'owner') {
    const browser = new Browser(served);
    await browser.signIn(app.workspaces.a.people[role].email, password);
    return browser;
  }
  const make = async (title: string) =>
    (await app.as('member').post('/api/chores/chores').send({ title }).expect(201)).body.data.id as string;
  const titleOf = async (id: string) =>
    (await app.as('viewer').get(`/api/chores/chores/${id}`)).body.data?.title as string | undefined;
  async function offered(browser: Browser, words: string, on?: string) {
    const headers: Record<string, string> = on ? { 'hx-current-url': `${served.url}${on}` } : {};
    const { groups } = (await browser.get(`/w/a/search?q=${words}`, headers)).page<{ groups: Group[] }>()
      .model;
    return groups.filter(({ label }) => /^Do\b/.test(label)).flatMap(({ entries }) => entries);
  }
  const form = async (browser: Browser, path: string) =>
    (await browser.get(`/w/a/actions/${path}`)).page<FormPage>().model;
  const fieldsOf = ({ form: { sections } }: FormPage) => sections.flatMap(({ fields }) => fields);

  it('offers what one may do with the record one is on, and by words what one may do besides', async () => {
    const id = await make('Sweep');
    const here = await offered(member, '', `/w/a/chores/chores/${id}`);
    expect(here.map(({ title }) => title)).to.include.members(['Edit', 'Done', 'Escalate', 'Remove a chore']);
    expect(here.map(({ title }) => title)).not.to.include('Restore a chore');
    expect(here.find(({ title }) => title === 'Done')).to.include({
      href: `/w/a/actions/chores.chore.completion?id=${id}`,
      inDialog: true,
    });
    expect(await offered(member, '')).to.deep.equal([]);
    const found = await offered(member, 'announce');
    expect(found.map(({ href }) => href)).to.deep.equal(['/w/a/actions/chores.chore.announce']);
    expect(await offered(viewer, 'announce')).to.deep.equal([]);
    expect(await offered(viewer, '', `/w/a/chores/chores/${id}`)).to.deep.equal([]);
    expect(await offered(member, '', `/w/b/chores/chores/${id}`)).to.deep.equal([]);
    await switchModule(app, 'chores', false);
    expect(await offered(member, 'announce')).to.deep.equal([]);
    expect((await member.get('/w/a/actions/chores.chore.announce')).status).to.equal(404);
    await switchModule(app, 'chores', true);
  });

  it('asks for what the schema says, shows what would happen, and does it once', async () => {
    const id = await make('Mop');
    const path = `chores.chore.completion?id=${id}`;
    const asked = await form(member, path);
    expect(asked.title).to.equal('Chore: Done: Mop');
    expect(fieldsOf(asked)).to.have.length(1);
    expect(fieldsOf(asked)[0]).to.include({ name: 'minutes', isRequired: true });
    const preview = await member.post(`/w/a/actions/${path}`, { minutes: '12', preview: 'true' });
    expect(preview.page<FormPage>().model.preview?.summary).to.equal('1 chore updated.');
    expect(preview.page<FormPage>().model.preview?.lines).to.deep.include({
      what: 'Chore: Minutes',
      before: 'nothing',
      after: '12',
    });
    expect(fieldsOf(preview.page<FormPage>().model)[0]).to.include({ value: '12' });
    const before = (await auditOf(app)).length;
    const key = asked.form.hidden.find(({ name }) => name === 'key')?.value ?? '';
    const back = `/w/a/chores/chores/${id}`;
    const sent = { minutes: '12', key, return: back };
    const done = await member.post(`/w/a/actions/${path}`, sent);
    expect([done.status, done.location]).to.deep.equal([303, back]);
    await member.post(`/w/a/actions/${path}`, sent);
    expect((await auditOf(app)).length, 'sent twice, done once').to.equal(before + 2);
    const call = await newestCall(app);
    expect(call).to.include({ door: 'palette', outcome: 'done', action: 'chores.chore.completion' });
  });

  it('says beside the field what is wrong, and keeps what was typed', async () => {
    const answer = await member.post('/w/a/actions/chores.chore.announce', { words: 'x', token: 'kept' });
    expect(answer.status).to.equal(422);
    const fields = fieldsOf(answer.page<FormPage>().model);
    expect(fields.find(({ name }) => name === 'words'))
      .to.have.property('problem')
      .that.is.a('string');
    expect(fields.find(({ name }) => name === 'token')).to.include({ value: 'kept', problem: null });
    const id = await make('Number');
    const path = `/w/a/actions/chores.chore.completion?id=${id}`;
    expect((await member.post(path, { minutes: 'many' })).status).to.equal(422);
    expect((await member.post(path, { minutes: '5000' })).status).to.equal(422);
    expect(await titleOf(id)).to.equal('Number');
  });

  it('asks which record it is about where none is named', async () => {
    const id = await make('Which one');
    const asked = await form(member, 'chores.chore.escalation');
    expect(fieldsOf(asked)[0]).to.include({ name: 'id', isRequired: true });
    expect((await member.post('/w/a/actions/chores.chore.escalation', {})).status).to.equal(422);
    expect((await member.post('/w/a/actions/chores.chore.escalation', { id })).status).to.equal(303);
    expect(await titleOf(id)).to.equal('Which one!');
  });

  it('shows what was read, and makes what is new', async () => {
    const read = await viewer.post('/w/a/actions/chores.chore.count', {});
    const { result } = read.page<FormPage>().model;
    expect(result?.[0]?.name).to.equal('count');
    const made = await member.post('/w/a/actions/chores.chore.create', {
      title: 'By palette',
      state: 'open',
    });
    expect(made.location).to.match(/^\/w\/a\/chores\/chores\/[0-9a-f-]{36}$/);
  });

  it('refuses what one may not do, and what is of another workspace', async () => {
    const id = await make('Not theirs');
    const path = `/w/a/actions/chores.chore.escalation?id=${id}`;
    expect((await viewer.get(path)).status).to.equal(403);
    expect((await viewer.post(path, {})).status).to.equal(403);
    const owner = new Browser(served);
    await owner.signIn(app.workspaces.b.people.owner.email, password);
    expect((await owner.post(path, {})).status).to.equal(404);
    expect((await owner.post(`/w/b/actions/chores.chore.escalation?id=${id}`, {})).status).to.equal(404);
    expect((await member.get('/w/a/actions/chores.chore.list')).status).to.equal(404);
    expect((await member.get('/w/a/actions/chores.chore.nothing')).status).to.equal(404);
    expect((await viewer.post('/w/a/audit/1/undoing', {})).status).to.equal(404);
    expect(await titleOf(id)).to.equal('Not theirs');
  });

  it('removes, offers the way back, and leads away from what is gone', async () => {
    const id = await make('Gone');
    const removed = await member.post(`/w/a/actions/chores.chore.remove?id=${id}`, {});
    expect(removed.location).to.equal('/w/a/chores/chores');
    expect(await titleOf(id)).to.equal(undefined);
    const next = await member.get('/w/a/chores/chores');
    const { notice } = next.page<{ page: { notice: { text: string; undo: string } } }>().model.page;
    expect(notice.undo).to.equal(`/w/a/audit/${(await newestCall(app)).id}/undoing`);
    const undone = await member.post(notice.undo, {}, { origin: served.url, referer: `${served.url}/w/a/x` });
    expect([undone.status, undone.location]).to.deep.equal([303, '/w/a/x']);
    expect(await titleOf(id)).to.equal('Gone');
    await member.post(`/w/a/actions/chores.chore.remove?id=${id}`, {});
    const here = await offered(member, '', `/w/a/chores/chores/${id}`);
    expect(here.map(({ title }) => title)).to.include('Restore a chore');
    await member.post(`/w/a/actions/chores.chore.restore?id=${id}`, {});
    expect(await titleOf(id)).to.equal('Gone');
  });
});
