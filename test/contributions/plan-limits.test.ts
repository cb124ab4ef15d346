import { Readable } from 'node:stream';
import { expect } from 'chai';
import { beginImport } from '../../core/imports/begin-import.ts';
import { readFailures } from '../../core/imports/failures/failures-csv.ts';
import { requestCheck, requestRun } from '../../core/imports/request-work.ts';
import { startImports } from '../../core/imports/start-imports.ts';
import { acceptAsNewUser } from '../../core/invitations/accept-invitation.ts';
import { invite } from '../../core/invitations/invite.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { note } from '../fixtures/plugins/notes/note.ts';
import { settled } from '../imports/import-app.ts';
import { openDoors, signedIn } from './people.ts';

const refusal =
  'This workspace may have at most 4 notes. Remove some that are no longer needed, or ask for a larger plan.';

describe('plan limits: what goes beyond a cap is stopped', () => {
  let app: TestApp;
  let worker: ReturnType<typeof startImports>;
  before(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'ration'] });
    worker = startImports(app.runtime);
    await openDoors(app);
  });
  after(async () => {
    await worker.stop();
    await app.stop();
  });

  const notes = async (workspace = app.workspaces.a) =>
    (await app.as('member', workspace).get('/api/notes/notes').expect(200)).body.data as { id: string }[];
  const write = (body: string, workspace = app.workspaces.a) =>
    app.as('member', workspace).post('/api/notes/notes').send({ body });

  it('of many who add at once, as many as there is room for get through', async () => {
    expect(await notes()).to.have.lengthOf(1);
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((body) => write(body)));
    const byStatus = (status: number) => answers.filter((answer) => answer.status === status);
    expect([byStatus(201).length, byStatus(409).length]).to.deep.equal([3, 5]);
    expect(byStatus(409)[0]?.body.error).to.deep.include({ code: 'limit-reached', message: refusal });
    expect(byStatus(409)[0]?.body.error.details).to.include({ meter: 'ration.notes', cap: 4, amount: 5 });
    expect(await notes()).to.have.lengthOf(4);
  });

  it('on a form with a sentence, and what was typed is kept', async () => {
    const member = await signedIn(app, 'member@a.example');
    const answer = await member.post('/w/a/notes/notes/new', { body: 'One too many' });
    expect(answer.status).to.equal(409);
    expect(answer.text).to.include(refusal).and.include('One too many');
  });

  it('in a bulk, out of the trash and by domain code alike; what is changed or removed is never stopped', async () => {
    const member = app.as('member');
    const bulk = { create: [{ body: 'bulk' }] };
    expect((await member.post('/api/notes/notes/bulk').send(bulk)).body.error.code).to.equal('limit-reached');
    const [first, second] = await notes();
    await member.patch(`/api/notes/notes/${first?.id}`).send({ body: 'changed' }).expect(200);
    await member.delete(`/api/notes/notes/${first?.id}`);
    await write('instead').expect(201);
    const back = await member.post(`/api/notes/notes/${first?.id}/restoration`);
    expect([back.status, back.body.error?.code]).to.deep.equal([409, 'limit-reached']);
    await member.delete(`/api/notes/notes/${second?.id}`);
    expect(await notes()).to.have.lengthOf(3);
  });

  it('where a plugin adds by itself and asks', async () => {
    const admin = app.as('admin');
    const sent = [
      await admin.post('/api/ration/prints').send({}),
      await admin.post('/api/ration/prints').send({}),
    ];
    expect(sent.map(({ status }) => status)).to.deep.equal([200, 409]);
    expect(sent[1]?.body.error.details).to.include({ meter: 'ration.pages', cap: 12 });
    expect(await notes()).to.have.lengthOf(4);
  });

  it('of rows of a file as many as there is room for come in, and the others say why', async () => {
    const member = await app.scope('member');
    const bring = async (content: string) => {
      const source = { fileName: 'notes.csv', content: Readable.from([Buffer.from(content)]) };
      const { id } = await beginImport(app.runtime, member, findResource(app.runtime, note), source);
      await requestCheck(app.runtime, member, id);
      await settled(app.runtime, member, id);
      await requestRun(app.runtime, member, id);
      const { counts } = await settled(app.runtime, member, id);
      return { counts, failures: await readFailures(app.runtime, member, id, 0, 10) };
    };
    const [last] = await notes();
    await app.as('member').delete(`/api/notes/notes/${last?.id}`);
    const some = await bring('Body\nfirst\nsecond\nthird\n');
    expect(some.counts).to.include({ created: 1, failed: 2 });
    for (const { problems } of some.failures) expect(problems[0]?.message).to.equal(refusal);
    expect((await bring('Body\nfourth\nfifth\n')).counts).to.include({ created: 0, failed: 2 });
    expect(await notes()).to.have.lengthOf(4);
    expect(await notes(app.workspaces.b)).to.have.lengthOf(1);
  });

  it('in one workspace only: another has its own room', async () => {
    expect(await notes(app.workspaces.b)).to.have.lengthOf(1);
    await write('still room', app.workspaces.b).expect(201);
  });

  it('for people who join: of two with one seat left, one does', async () => {
    const admin = await app.scope('admin');
    const links = [
      await invite(app.runtime, admin, { email: 'one@new.example', role: 'member' }),
      await invite(app.runtime, admin, { email: 'two@new.example', role: 'member' }),
    ];
    const person = { name: 'New', password: 'lanterns over the quay', timezone: 'UTC', locale: 'en-GB' };
    const joined = await Promise.allSettled(
      links.map(({ token }) => acceptAsNewUser(app.runtime, token, person)),
    );
    expect(joined.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    const [refused] = joined.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    expect(refused?.message).to.include('at most 5 people');
  });

  it('shown with what there is', async () => {
    const { body } = await app.as('admin').get('/api/usage').expect(200);
    expect(body.data.meters[0]).to.deep.equal({
      ...{ id: 'ration.notes', title: 'Notes', unit: 'notes', amount: 4, cap: 4 },
    });
  });
});
