import { expect } from 'chai';
import type {
  AccountModel,
  ApiKeysModel,
  InvitationModel,
  MembersModel,
} from '../../core/http/pages/models.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from './browser.ts';
import { givePasswords, type PagesApp, password, servePages } from './pages-app.ts';

describe('http: pages about people', () => {
  let app: TestApp;
  let served: PagesApp;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  async function signedIn(email: string, secret = password) {
    const browser = new Browser(served);
    const answer = await browser.signIn(email, secret);
    expect(answer.status).to.equal(303);
    return browser;
  }

  const members = '/w/a/settings/members';
  const keys = '/w/a/settings/api-keys';

  it('let people change their own name, format and time zone', async () => {
    const browser = await signedIn(app.workspaces.a.people.member.email);
    const form = { name: ' Grace ', locale: 'de-DE', timezone: 'Europe/Berlin', isInstanceAdmin: 'true' };
    expect((await browser.post('/account/profile', form)).location).to.equal('/account');
    const { model } = (await browser.get('/account')).page<AccountModel>();
    expect(model.profile.values.name).to.equal('Grace');
    expect(model.locales.find(({ isSelected }) => isSelected)?.value).to.equal('de-DE');
    expect((await browser.get('/workspaces')).page<{ creation: unknown }>().model.creation).to.equal(null);
  });

  it('keep a profile that cannot be saved on the page', async () => {
    const browser = await signedIn(app.workspaces.a.people.member.email);
    const answer = await browser.post('/account/profile', { name: '', locale: 'xx', timezone: 'UTC' });
    expect(answer.status).to.equal(422);
    expect(answer.page<AccountModel>().model.profile.problems).to.have.keys('name', 'locale');
  });

  it('change a password only for who knows the old one, and end all other sessions', async () => {
    const { email } = app.workspaces.a.people.viewer;
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const change = (current: string, next: string) =>
      here.post('/account/password', { current, password: next });
    const wrong = await change('not my password', 'a new long password');
    expect(wrong.page<AccountModel>().model.password.problems).to.have.keys('current');
    const weak = await change(password, 'short');
    expect(weak.page<AccountModel>().model.password.problems).to.have.keys('password');
    expect((await there.get('/account')).status).to.equal(200);
    const before = here.cookies.get('guildhall');
    expect((await change(password, 'a new long password')).status).to.equal(303);
    expect(here.cookies.get('guildhall')).not.to.equal(before);
    expect((await here.get('/account')).status).to.equal(200);
    expect((await there.get('/account')).status).to.equal(303);
    expect((await new Browser(served).signIn(email, password)).status).to.equal(422);
    await signedIn(email, 'a new long password');
  });

  it('invite somebody new, who joins with the link, once', async () => {
    const admin = await signedIn(app.workspaces.a.people.admin.email);
    const made = await admin.post(`${members}/invitations`, { email: 'new@example.org', role: 'member' });
    const { model } = made.page<MembersModel>();
    expect(model.open.map(({ email }) => email)).to.deep.equal(['new@example.org']);
    const link = model.made?.link ?? '';
    expect(link).to.match(new RegExp(`^${served.url}/invitations/[\\w-]{43}$`));
    const path = new URL(link).pathname;
    const guest = new Browser(served);
    const shown = (await guest.get(path)).page<InvitationModel>();
    expect(shown.model).to.include({ case: 'new', workspaceName: 'Workspace A', email: 'new@example.org' });
    const form = { name: 'Newcomer', password: 'a new long password', locale: 'en-GB', timezone: 'UTC' };
    const bad = await guest.post(path, { ...form, password: 'short' });
    expect(bad.page<InvitationModel>().model).to.deep.include({ values: { name: 'Newcomer' } });
    expect((await guest.post(path, { ...form, role: 'owner' })).location).to.equal('/w/a');
    const list = (await guest.get(members)).page<MembersModel>().model;
    expect(list.members.find(({ isYou }) => isYou)).to.include({ name: 'Newcomer', role: 'member' });
    expect(list.invitation).to.equal(null);
    expect((await new Browser(served).get(path)).status).to.equal(404);
  });

  it('invite somebody who is here already: they sign in, then join', async () => {
    const admin = await signedIn(app.workspaces.a.people.admin.email);
    const { email } = app.workspaces.b.people.viewer;
    const made = (await admin.post(`${members}/invitations`, { email, role: 'viewer' })).page<MembersModel>();
    const path = new URL(made.model.made?.link ?? '').pathname;
    const stranger = (await new Browser(served).get(path)).page<InvitationModel>().model;
    expect(stranger).to.include({ case: 'sign-in', signInUrl: `/sign-in?next=${encodeURIComponent(path)}` });
    const other = (await admin.get(path)).page<InvitationModel>().model;
    expect(other.case).to.equal('sign-in');
    expect(other.notice).to.contain(email);
    expect((await admin.post(path)).status).to.equal(403);
    const guest = await signedIn(email);
    expect((await guest.get(path)).page<InvitationModel>().model.case).to.equal('join');
    expect((await guest.post(path)).location).to.equal('/w/a');
    expect((await guest.get('/w/a/settings/members')).status).to.equal(200);
  });

  it('withdraw an invitation', async () => {
    const admin = await signedIn(app.workspaces.a.people.admin.email);
    const made = await admin.post(`${members}/invitations`, { email: 'late@example.org', role: 'member' });
    const { open } = made.page<MembersModel>().model;
    const action = open.find(({ email }) => email === 'late@example.org')?.withdrawalAction ?? '';
    expect((await admin.post(action)).status).to.equal(303);
    expect((await admin.post(action)).status).to.equal(404);
  });

  it('offer each viewer what they may do and no more', async () => {
    const admin = await signedIn(app.workspaces.a.people.admin.email);
    const { model } = (await admin.get(members)).page<MembersModel>();
    const owner = model.members.find(({ role }) => role === 'owner');
    expect(owner).to.include({ roleAction: null, removalAction: null, suspensionAction: null });
    const you = model.members.find(({ isYou }) => isYou);
    expect(you)
      .to.include({ suspensionAction: null })
      .and.to.have.property('removalAction')
      .that.is.a('string');
    expect(model.invitation?.roles.map(({ value }) => value)).to.deep.equal(['admin', 'member', 'viewer']);
  });

  it('say on the page why a member stays as they are', async () => {
    const owner = await signedIn(app.workspaces.a.people.owner.email);
    const { id } = app.workspaces.a.people.owner;
    const answer = await owner.post(`${members}/${id}/role`, { role: 'viewer' });
    expect(answer.status).to.equal(409);
    expect(answer.page<MembersModel>().model.notice).to.contain('last owner');
    expect((await owner.post(`${members}/${id}/role`, { role: 'god' })).status).to.equal(422);
    expect((await owner.post(`${members}/none/role`, { role: 'viewer' })).status).to.equal(404);
  });

  it('make a key, show it once, and revoke it', async () => {
    const admin = await signedIn(app.workspaces.a.people.admin.email);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: served.url };
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = 'name=Sync&scopes=crm:read&scopes=crm:write&expiresInDays=30';
    const made = await served.send('POST', keys, { body, headers: { ...headers, cookie } });
    const { model } = JSON.parse(made.text) as { model: ApiKeysModel };
    const token = model.made?.token ?? '';
    const use = () => served.send('GET', '/api/crm/contacts', { key: token });
    expect((await use()).status).to.equal(200);
    const again = await admin.get(keys);
    expect(again.text).not.to.contain(token.slice(12));
    const key = again.page<ApiKeysModel>().model.keys.find(({ name }) => name === 'Sync');
    expect(key?.scopeLabels).to.have.lengthOf(2);
    expect((await admin.post(key?.revocationAction ?? '')).status).to.equal(303);
    expect((await use()).status).to.equal(401);
  });

  it('keep a key that cannot be made on the page', async () => {
    const admin = await signedIn(app.workspaces.a.people.admin.email);
    const answer = await admin.post(keys, { name: '', expiresInDays: '12' });
    expect(answer.status).to.equal(422);
    const { form, made } = answer.page<ApiKeysModel>().model;
    expect(form.problems).to.have.keys('name', 'scopes', 'expiresInDays');
    expect(made).to.equal(null);
  });

  it('rename a workspace, whose address stays', async () => {
    const admin = await signedIn(app.workspaces.b.people.admin.email);
    const path = '/w/b/settings/workspace';
    const form = { name: 'Renamed', currency: 'usd', timezone: 'UTC', locale: 'en-US' };
    expect((await admin.post(path, form)).location).to.equal(path);
    expect((await admin.get(path)).page().model).to.deep.include({ slug: 'b', values: { name: 'Renamed' } });
    const bad = await admin.post(path, { ...form, currency: 'gold' });
    expect(bad.page<{ problems: object }>().model.problems).to.have.keys('currency');
    const member = await signedIn(app.workspaces.b.people.member.email);
    expect((await member.post(path, form)).status).to.equal(403);
  });

  it('make another workspace for the admin of the instance only', async () => {
    const { email, id } = app.workspaces.b.people.owner;
    const form = { name: 'Workspace A', currency: 'EUR', timezone: 'UTC', locale: 'en-GB', modules: 'crm' };
    const before = await signedIn(email);
    expect((await before.post('/workspaces', form)).status).to.equal(403);
    await app.runtime.database.pool.query('update users set is_instance_admin = true where id = $1', [id]);
    await app.runtime.broadcast.tell('people', id);
    expect((await before.post('/workspaces', { ...form, name: '' })).status).to.equal(422);
    expect((await before.post('/workspaces', form)).location).to.equal('/w/workspace-a');
    expect((await before.post('/workspaces', form)).location).to.equal('/w/workspace-a-2');
    expect((await before.get('/w/workspace-a/crm/contacts')).status).to.equal(200);
  });

  it('let people leave, and end what they had there', async () => {
    const browser = await signedIn(app.workspaces.a.people.member.email);
    const { id } = app.workspaces.a.people.member;
    expect((await browser.post(`${members}/${id}/removal`)).location).to.equal('/');
    expect((await browser.get(members)).status).to.equal(404);
    expect((await browser.get('/')).location).to.equal('/workspaces');
    const key = app.keys.a.member;
    expect((await served.send('GET', '/api/crm/contacts', { key })).status).to.equal(401);
  });
});
