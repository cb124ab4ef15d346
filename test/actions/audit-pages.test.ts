import { expect } from 'chai';
import { auditPages } from '../../core/audit/http/audit-pages.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, type PagesApp, password, servePages } from '../http/pages-app.ts';

interface AuditView {
  readonly problems: Readonly<Record<string, string>>;
  readonly moreUrl: string | null;
  readonly csvUrl: string;
  readonly lines: readonly {
    readonly id: string;
    readonly actor: string;
    readonly action: string;
    readonly changes: object[];
    readonly isUndone: boolean;
    readonly undoUrl: string | null;
  }[];
}

describe('audit: the pages', () => {
  let app: TestApp;
  let served: PagesApp;
  let owner: Browser;
  let viewer: Browser;

  before(async () => {
    app = await bootTestApp({ fixtures: ['chores'] });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime, [auditPages()]);
    [owner, viewer] = [await signedIn('owner'), await signedIn('viewer')];
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  async function signedIn(role: 'owner' | 'viewer', slug: 'a' | 'b' = 'a') {
    const browser = new Browser(served);
    await browser.signIn(app.workspaces[slug].people[role].email, password);
    return browser;
  }
  describe('the audit', () => {
    const audit = (query: string, browser = owner) => browser.get(`/w/a/settings/audit${query}`);
    const linesOf = async (query: string) => (await audit(query)).page<AuditView>().model.lines;
    const rest = (query: string) => app.as('owner').get(`/api/audit${query}`);

    it('is filtered by who, what, record, door, outcome and time', async () => {
      const made = await app.as('member').post('/api/chores/chores').send({ title: 'Watched' }).expect(201);
      const { id } = made.body.data;
      await app.as('admin').patch(`/api/chores/chores/${id}`).send({ title: 'Watched closely' }).expect(200);
      await app.as('viewer').post('/api/chores/chores').send({ title: 'No' }).expect(403);
      const ofRecord = (await rest(`?record=${id}&resource=chores.chore`).expect(200)).body.data;
      expect(ofRecord.map(({ kind }: { kind: string }) => kind)).to.deep.equal(['updated', 'created']);
      expect(ofRecord[0].changes).to.deep.equal({ title: ['Watched', 'Watched closely'] });
      const byAdmin = await linesOf(`?record=${id}&who=admin`);
      expect(byAdmin).to.have.length(1);
      expect((await linesOf('?outcome=refused&what=chores.chore.create')).length).to.be.greaterThan(0);
      expect(await linesOf(`?record=${id}&door=mcp`)).to.deep.equal([]);
      expect(await linesOf(`?record=${id}&until=2020-01-01T00:00`)).to.deep.equal([]);
      expect(await linesOf(`?record=${id}&from=2020-01-01T00:00`)).to.have.length(2);
      const { id: userId } = app.workspaces.a.people.admin;
      expect((await rest(`?who=${userId}&record=${id}`)).body.data).to.have.length(1);
    });

    it('offers to take back what can be, and tells when it was', async () => {
      const made = await app.as('member').post('/api/chores/chores').send({ title: 'Offered' }).expect(201);
      const { id } = made.body.data;
      await app.as('member').patch(`/api/chores/chores/${id}`).send({ title: 'Offered twice' }).expect(200);
      await app.as('member').post(`/api/chores/chores/${id}/completion`).send({ minutes: 3 }).expect(200);
      const lines = await linesOf('?what=chores.chore');
      const [update] = lines.filter(({ action }) => action === 'chores.chore.update');
      const completion = lines.filter(({ action }) => action === 'chores.chore.completion');
      expect(completion.map(({ undoUrl }) => undoUrl)).to.deep.equal([null, null]);
      expect(update?.undoUrl).to.match(/^\/w\/a\/audit\/\d+\/undoing$/);
      const other = await app
        .as('member')
        .post('/api/chores/chores')
        .send({ title: 'Taken back' })
        .expect(201);
      const question = `?record=${other.body.data.id}&what=chores.chore.create`;
      const [fresh] = await linesOf(question);
      await app
        .as('owner')
        .post(`/api${fresh?.undoUrl?.slice('/w/a'.length)}`)
        .expect(200);
      const after = await linesOf(question);
      expect(after.map(({ undoUrl }) => undoUrl)).to.deep.equal([null, null]);
      expect(after.find(({ id: line }) => line === fresh?.id)?.isUndone).to.equal(true);
    });

    it('is paged by a cursor, each line once', async () => {
      const all = (await rest('?limit=200').expect(200)).body.data.map(({ id }: { id: string }) => id);
      const paged: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const answer: { body: { data: { id: string }[]; page: { next: string | null } } } = await rest(
          `?limit=7${next && `&before=${next}`}`,
        ).expect(200);
        paged.push(...answer.body.data.map(({ id }) => id));
        next = answer.body.page.next;
      }
      expect(paged).to.deep.equal(all);
    });

    it('names what is wrong with a filter', async () => {
      const bad = await audit('?record=x');
      expect(bad.status).to.equal(422);
      expect(bad.page<AuditView>().model.problems).to.have.keys(['record']);
      await rest('?door=chimney').expect(422);
      await rest('?colour=red').expect(422);
    });

    it('is a file that spreadsheets run nothing of', async () => {
      await app.as('member').post('/api/actions/chores.chore.prefix?preview=true').send({ word: 'x' });
      await app.as('viewer').post('/api/actions/chores.chore.create').send({ title: '=1+1' }).expect(403);
      const file = await owner.get('/w/a/settings/audit.csv?outcome=refused');
      expect(file.headers.get('content-disposition')).to.match(/attachment; filename="a-audit-[\d-]+\.csv"/);
      const lines = file.text
        .replace(/^\uFEFF/, '')
        .trim()
        .split('\r\n');
      expect(lines[0]).to.match(/^id,at,entry,actor,/);
      expect(lines.length).to.be.greaterThan(1);
      const guarded = await rest('.csv?outcome=done').expect(200);
      expect(guarded.text).not.to.match(/(^|,)"?[=@]/m);
    });

    it('is seen by those who may, and tells nothing of another workspace', async () => {
      expect((await audit('', viewer)).status).to.equal(403);
      expect((await audit('.csv', viewer)).status).to.equal(403);
      await app.as('viewer').get('/api/audit').expect(403);
      const { body } = await app.as('owner', app.workspaces.b).get('/api/audit').expect(200);
      expect(body.data).to.deep.equal([]);
    });
  });

  describe('the history of a record', () => {
    it('tells who changed which field from what to what, by which door', async () => {
      const made = await app.as('member').post('/api/chores/chores').send({ title: 'Once' }).expect(201);
      const { id } = made.body.data;
      await app
        .as('admin')
        .patch(`/api/chores/chores/${id}`)
        .send({ title: 'Twice', minutes: 4 })
        .expect(200);
      const { body } = await app.as('viewer').get(`/api/chores/chores/${id}/history`).expect(200);
      expect(body.data[0]).to.deep.include({
        kind: 'updated',
        door: 'rest',
        changes: { title: ['Once', 'Twice'], minutes: [null, 4] },
      });
      const page = await viewer.get(`/w/a/chores/chores/${id}/history`);
      const { title, entries } = page.page<{ title: string; entries: { changes: object[] }[] }>().model;
      expect(title).to.equal('History of Twice');
      expect(entries[0]?.changes).to.deep.include({ what: 'Minutes', before: 'nothing', after: '4' });
      const other = app.as('owner', app.workspaces.b);
      await other.get(`/api/chores/chores/${id}/history`).expect(404);
      await app.as('viewer').get('/api/chores/chores/x/history').expect(404);
      expect((await viewer.get('/w/a/chores/chores/x/history')).status).to.equal(404);
    });
  });
});
