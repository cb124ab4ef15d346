import { expect } from 'chai';
import { readInstance } from '../../core/db/read-instance.ts';
import { inInstance, inWorkspace } from '../../core/db/unit-of-work.ts';
import type { InvitationModel, PasswordModel } from '../../core/http/pages/models.ts';
import { invite } from '../../core/invitations/invite.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { newPasswordLink } from '../../core/users/password-link.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, type PagesApp, password, servePages } from '../http/pages-app.ts';

const at = new Date('2026-03-04T05:06:07Z');
const chosen = 'lanterns over the quay';

describe('people: a first password', () => {
  let app: TestApp;
  let served: PagesApp;
  const ada = { email: 'ada@example.org', id: '0197f6f0-0000-7000-8000-00000000ada0' };

  before(async () => {
    app = await bootTestApp();
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
  });
  beforeEach(async () => {
    await inInstance(app.runtime.database, async (unit) => {
      const insert = `insert into users (id, email, name, locale, timezone) values ($1, $2, 'Ada', 'en-GB', 'UTC')
        on conflict (id) do update set password_hash = null`;
      await unit.run({ text: insert, values: [ada.id, ada.email] });
    });
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  async function linkFor(id: string): Promise<string> {
    const { token, statement } = newPasswordLink(id);
    await inInstance(app.runtime.database, (unit) => unit.run(statement));
    return `/password/${token}`;
  }
  async function invitationFor(email: string): Promise<string> {
    const { token } = await invite(app.runtime, await app.scope('admin'), { email, role: 'member' });
    return `/invitations/${token}`;
  }
  const statusOf = async (path: string, form?: Record<string, string>) => {
    const browser = new Browser(served);
    return (form ? await browser.post(path, form) : await browser.get(path)).status;
  };
  const signIn = async (secret: string) => (await new Browser(served).signIn(ada.email, secret)).status;
  const becomeMember = (workspaceId: string, removedAt: Date | null) =>
    inWorkspace(app.runtime.database, workspaceId, (unit) =>
      unit.run({
        text: `insert into memberships (workspace_id, id, role, removed_at) values ($1, $2, 'owner', $3)
          on conflict (workspace_id, id) do update set removed_at = excluded.removed_at`,
        values: [workspaceId, ada.id, removedAt],
      }),
    );
  const becomeAdmin = (isAdmin: boolean) =>
    inInstance(app.runtime.database, (unit) =>
      unit.run({ text: 'update users set is_instance_admin = $2 where id = $1', values: [ada.id, isAdmin] }),
    );

  it('is set by the link that was made for an account, which signs in with it', async () => {
    const path = await linkFor(ada.id);
    const browser = new Browser(served);
    const { model } = (await browser.get(path)).page<PasswordModel>();
    expect(model).to.include({ name: 'Ada', email: ada.email });
    expect((await browser.post(path, { password: chosen })).location).to.equal('/');
    expect((await browser.get('/account')).status).to.equal(200);
    expect(await signIn(chosen)).to.equal(303);
  });

  it('is asked for again where it is too short, or the address itself', async () => {
    const path = await linkFor(ada.id);
    for (const bad of ['short', ada.email]) {
      const answer = await new Browser(served).post(path, { password: bad });
      expect(answer.status).to.equal(422);
      expect(answer.page<PasswordModel>().model.problems).to.have.keys('password');
    }
    expect(await statusOf(path)).to.equal(200);
  });

  it('is set once: neither the link nor an older one works afterwards', async () => {
    const older = await linkFor(ada.id);
    const path = await linkFor(ada.id);
    expect(await statusOf(older)).to.equal(404);
    const tries = await Promise.all([1, 2, 3].map(() => statusOf(path, { password: chosen })));
    expect(tries.filter((status) => status === 303)).to.have.length(1);
    expect(await statusOf(path)).to.equal(404);
    expect(await statusOf(path, { password: chosen })).to.equal(404);
  });

  it('is not set by a link that is older than a week, or none', async () => {
    const path = await linkFor(ada.id);
    await app.runtime.database.pool.query(
      "update password_links set expires_at = now() - interval '1 second'",
    );
    expect(await statusOf(path, { password: chosen })).to.equal(404);
    expect(await statusOf('/password/x', { password: chosen })).to.equal(404);
  });

  it('never takes the place of one that is there', async () => {
    const [member] = await readInstance<{ id: string }>(app.runtime.database, {
      text: 'select id from users where email = $1',
      values: [app.workspaces.a.people.member.email],
    });
    expect(await statusOf(await linkFor(member?.id ?? ''), { password: chosen })).to.equal(404);
    const browser = new Browser(served);
    expect((await browser.signIn(app.workspaces.a.people.member.email, password)).status).to.equal(303);
  });

  it('is set by an invitation, where the account opens nothing else', async () => {
    const path = await invitationFor(ada.email);
    const browser = new Browser(served);
    expect((await browser.get(path)).page<InvitationModel>().model.case).to.equal('password');
    expect((await browser.post(path, { password: chosen })).location).to.equal('/w/a');
    expect((await browser.get('/w/a/settings/members')).status).to.equal(200);
    await becomeMember(app.workspaces.a.id, at);
  });

  it('is not set by an invitation of one workspace for an account that opens another, or the instance', async () => {
    await becomeMember(app.workspaces.b.id, null);
    const path = await invitationFor(ada.email);
    expect((await new Browser(served).get(path)).page<InvitationModel>().model.case).to.equal('sign-in');
    expect(
      await statusOf(path, { password: chosen, name: 'Ada', locale: 'en-GB', timezone: 'UTC' }),
    ).to.equal(422);
    await becomeMember(app.workspaces.b.id, at);
    await becomeAdmin(true);
    expect((await new Browser(served).get(path)).page<InvitationModel>().model.case).to.equal('sign-in');
    await becomeAdmin(false);
    expect((await new Browser(served).get(path)).page<InvitationModel>().model.case).to.equal('password');
    expect(await signIn(chosen)).to.equal(422);
  });
});
