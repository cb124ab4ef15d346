import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, password } from '../http/pages-app.ts';
import { sendTo } from '../http/served-app.ts';

describe('actions: the pages as they are drawn', () => {
  let app: TestApp;
  let owner: Browser;

  before(async () => {
    app = await bootTestApp({ fixtures: ['chores'] });
    await givePasswords(app.runtime);
    const { url } = app;
    owner = new Browser({
      url,
      send: (method, path, options = {}) => sendTo(url, method, path, options),
      close: () => undefined,
    });
    await owner.signIn(app.workspaces.a.people.owner.email, password);
  });
  after(() => app.stop());

  async function drawn(path: string, headers: Record<string, string> = {}): Promise<string> {
    const answer = await owner.get(path, headers);
    expect(answer.status, answer.text.slice(0, 400)).to.equal(200);
    return answer.text;
  }

  it('show forms, previews and results, as pages and in the dialog', async () => {
    const made = await app.as('member').post('/api/chores/chores').send({ title: 'Drawn' }).expect(201);
    const { id } = made.body.data;
    const path = `/w/a/actions/chores.chore.completion?id=${id}`;
    expect(await drawn(path)).to.match(/<h1[^>]*>Chore: Done: Drawn<\/h1>/);
    const inside = await drawn(path, { 'hx-request': 'true', 'hx-target': 'dialog-body' });
    expect(inside).to.include('name="minutes"').and.include('name="preview"').and.not.include('<html');
    const preview = await owner.post(path, { minutes: '3', preview: 'true' });
    expect(preview.text)
      .to.include('1 chore updated.')
      .and.match(/<td>3<\/td>/);
    const bad = await owner.post(path, { minutes: 'many' });
    expect(bad.text).to.include('value="many"').and.include('form-problem');
    expect((await owner.post('/w/a/actions/chores.chore.count')).text).to.match(/<dt>count<\/dt>/);
    expect(await drawn(`/w/a/chores/chores/${id}`)).to.include(`/w/a/chores/chores/${id}/history`);
    expect(await drawn(`/w/a/chores/chores/${id}/history`)).to.match(/History of Drawn.*created it/s);
    expect(await drawn('/w/a/chores/chores/new'), 'other forms').to.include('name="title"');
    const palette = await drawn('/w/a/search?q=done', {
      'hx-current-url': `${app.url}/w/a/chores/chores/${id}`,
    });
    expect(palette).to.include('Do with Drawn').and.include('/w/a/actions/chores.chore.completion');
  });

  it('show what waits, what was decided, and the audit', async () => {
    await app
      .as('member')
      .post('/api/actions/chores.chore.announce')
      .send({ words: 'Drawn too' })
      .expect(202);
    const inbox = await drawn('/w/a/settings/approvals');
    expect(inbox).to.include('Would say &quot;Drawn too&quot;.').and.include('name="seen"');
    const id = /id="approval-([0-9a-f-]{36})"/.exec(inbox)?.[1];
    const rejected = await owner.post(`/w/a/settings/approvals/${id}/rejection`, { reason: '' });
    expect(rejected.status).to.equal(422);
    expect(rejected.text).to.include('form-problem');
    expect(await drawn(`/w/a/settings/approvals/${id}/edit`))
      .to.include('name="words"')
      .and.include('•••');
    await owner.post(`/w/a/settings/approvals/${id}/rejection`, { reason: 'Not now' });
    expect(await drawn('/w/a/settings/approvals?state=decided')).to.include('Not now');
    expect(await drawn('/w/a/settings/audit'))
      .to.include('chores.chore.announce')
      .and.include('Rejected');
    expect((await owner.get('/w/a/settings/audit?record=x')).text).to.include('Give the id of a record.');
  });
});
