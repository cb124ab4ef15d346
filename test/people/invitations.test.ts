import { expect } from 'chai';
import { membershipsOf } from '../../core/access/scope-of-person.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { acceptAsNewUser, acceptAsPerson, findInvitation } from '../../core/invitations/accept-invitation.ts';
import { invite } from '../../core/invitations/invite.ts';
import { listOpenInvitations, withdrawInvitation } from '../../core/invitations/open-invitations.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { findPersonByEmail, type Person } from '../../core/users/person.ts';
import { changeRole } from '../../core/workspaces/members/change-role.ts';
import { removeMember } from '../../core/workspaces/members/remove-member.ts';
import { refusal } from './refusal.ts';

const grace = { name: 'Grace', password: 'nanoseconds of wire', locale: 'en-GB', timezone: 'UTC' };

describe('people: inviting somebody', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await bootTestApp();
  });

  afterEach(() => app.stop());

  const inviteGrace = async (role = 'member') =>
    invite(app.runtime, await app.scope('admin'), { email: ' Grace@Example.org', role });

  const stored = async (email: string): Promise<Person> => {
    const person = await findPersonByEmail(app.runtime.database, email);
    if (!person) throw new Error(`There is no ${email}.`);
    return person;
  };

  it('makes a link that says who, where and as what', async () => {
    const { token } = await inviteGrace();
    expect(await findInvitation(app.runtime, token)).to.include({
      email: 'grace@example.org',
      role: 'member',
      workspaceSlug: 'a',
      invitedBy: 'Admin A',
    });
  });

  it('stores no token', async () => {
    const { token } = await inviteGrace();
    const { rows } = await app.runtime.database.pool.query('select 1 from open_invitation($1)', [token]);
    expect(rows).to.deep.equal([]);
  });

  it('lets somebody new in with an account of their own', async () => {
    const { token } = await inviteGrace();
    const person = await acceptAsNewUser(app.runtime, token, grace);
    expect(person).to.include({ email: 'grace@example.org', isInstanceAdmin: false });
    expect((await membershipsOf(app.runtime, person.id)).map(({ role }) => role)).to.deep.equal(['member']);
  });

  it('lets somebody in who has an account here', async () => {
    const { email } = app.workspaces.b.people.member;
    const person = await stored(email);
    const { token } = await invite(app.runtime, await app.scope('admin'), { email, role: 'viewer' });
    await acceptAsPerson(app.runtime, token, person);
    const all = await membershipsOf(app.runtime, person.id);
    expect(all.map(({ workspace, role }) => [workspace.slug, role])).to.deep.equal([
      ['a', 'viewer'],
      ['b', 'member'],
    ]);
  });

  it('does not let in anybody else who gets hold of the link', async () => {
    const { token } = await inviteGrace();
    const other = await stored(app.workspaces.b.people.member.email);
    await refusal(acceptAsPerson(app.runtime, token, other), NotAllowed);
  });

  it('works once, however many try at the same time', async () => {
    const { email } = app.workspaces.b.people.member;
    const person = await stored(email);
    const { token } = await invite(app.runtime, await app.scope('admin'), { email, role: 'viewer' });
    const tries = Array.from({ length: 50 }, () => acceptAsPerson(app.runtime, token, person));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(1);
    await refusal(acceptAsPerson(app.runtime, token, person), NotFound);
  });

  it('makes one account, or none, however many try at the same time', async () => {
    const { token } = await inviteGrace();
    const tries = Array.from({ length: 6 }, () => acceptAsNewUser(app.runtime, token, grace));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(1);
    const bad = await inviteGrace('viewer').catch((error: unknown) => error);
    expect(bad).to.be.instanceOf(InvalidInput);
  });

  it('takes nothing from the form that the invitation decides', async () => {
    const { token } = await inviteGrace('viewer');
    const cheat = { ...grace, role: 'owner', email: 'x@example.org', isInstanceAdmin: true, id: 'x' };
    const person = await acceptAsNewUser(app.runtime, token, cheat);
    expect(person).to.include({ email: 'grace@example.org', isInstanceAdmin: false });
    expect((await membershipsOf(app.runtime, person.id))[0]?.role).to.equal('viewer');
  });

  it('refuses weak passwords with the field', async () => {
    const { token } = await inviteGrace();
    for (const password of ['short', 'password123', 'grace@example.org']) {
      const work = acceptAsNewUser(app.runtime, token, { ...grace, password });
      expect((await refusal(work, InvalidInput)).problems[0]?.path).to.deep.equal(['password']);
    }
  });

  it('ends after a week', async () => {
    const { token } = await inviteGrace();
    const text = "update invitations set expires_at = now() - interval '1 second'";
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) => unit.run({ text, values: [] }));
    await refusal(findInvitation(app.runtime, token), NotFound);
    await refusal(acceptAsNewUser(app.runtime, token, grace), NotFound);
  });

  it('ends when it is withdrawn, by an admin of the same workspace only', async () => {
    const { id, token } = await inviteGrace();
    const foreign = await app.scope('owner', app.workspaces.b);
    await refusal(withdrawInvitation(app.runtime, foreign, id), NotFound);
    await refusal(withdrawInvitation(app.runtime, await app.scope('member'), id), NotAllowed);
    await withdrawInvitation(app.runtime, await app.scope('admin'), id);
    await refusal(findInvitation(app.runtime, token), NotFound);
    await refusal(withdrawInvitation(app.runtime, await app.scope('admin'), id), NotFound);
  });

  it('is replaced by a newer one for the same address', async () => {
    const first = await inviteGrace();
    const second = await inviteGrace('viewer');
    await refusal(findInvitation(app.runtime, first.token), NotFound);
    expect(await findInvitation(app.runtime, second.token)).to.include({ role: 'viewer' });
    expect(await listOpenInvitations(app.runtime, await app.scope('admin'))).to.have.lengthOf(1);
  });

  it('is not for members, nor above the own role, nor for those who may not invite', async () => {
    const { email } = app.workspaces.a.people.viewer;
    const admin = await app.scope('admin');
    const again = await refusal(invite(app.runtime, admin, { email, role: 'member' }), InvalidInput);
    expect(again.problems[0]?.path).to.deep.equal(['email']);
    await refusal(inviteGrace('owner'), NotAllowed);
    const member = await app.scope('member');
    await refusal(invite(app.runtime, member, { email: 'grace@example.org', role: 'viewer' }), NotAllowed);
  });

  it('ends with the right of who invited', async () => {
    const owner = await app.scope('owner');
    const { id } = app.workspaces.a.people.admin;
    const { token } = await inviteGrace();
    await changeRole(app.runtime, owner, id, { role: 'member' });
    await refusal(findInvitation(app.runtime, token), NotFound);
    await changeRole(app.runtime, owner, id, { role: 'admin' });
    const second = await inviteGrace();
    await removeMember(app.runtime, owner, id);
    await refusal(findInvitation(app.runtime, second.token), NotFound);
  });
});
