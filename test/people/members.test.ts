import { expect } from 'chai';
import { grantsOfRole } from '../../core/access/grants-of-role.ts';
import { membershipsOf } from '../../core/access/scope-of-person.ts';
import { Conflict, InvalidInput, NotAllowed, NotFound } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { changeRole } from '../../core/workspaces/members/change-role.ts';
import { listMembers } from '../../core/workspaces/members/list-members.ts';
import { removeMember } from '../../core/workspaces/members/remove-member.ts';
import { readmitMember, suspendMember } from '../../core/workspaces/members/suspend-member.ts';
import { refusal } from './refusal.ts';

describe('people: members of a workspace', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await bootTestApp();
  });

  afterEach(() => app.stop());

  const person = (role: 'owner' | 'admin' | 'member' | 'viewer') => app.workspaces.a.people[role];
  const roleOf = async (id: string) => (await membershipsOf(app.runtime, id))[0]?.role;

  it('are listed by name, for those who may see them, of this workspace only', async () => {
    const members = await listMembers(app.runtime, await app.scope('viewer'));
    expect(members.map(({ name, role, state }) => [name, role, state])).to.deep.equal([
      ['Admin A', 'admin', 'active'],
      ['Member A', 'member', 'active'],
      ['Owner A', 'owner', 'active'],
      ['Viewer A', 'viewer', 'active'],
    ]);
  });

  it('get another role from an admin, at once', async () => {
    expect(await roleOf(person('viewer').id)).to.equal('viewer');
    await changeRole(app.runtime, await app.scope('admin'), person('viewer').id, { role: 'member' });
    expect(await roleOf(person('viewer').id)).to.equal('member');
  });

  it('are managed by nobody without the permission', async () => {
    const scope = await app.scope('member');
    const id = person('viewer').id;
    await refusal(changeRole(app.runtime, scope, id, { role: 'member' }), NotAllowed);
    await refusal(removeMember(app.runtime, scope, id), NotAllowed);
    await refusal(suspendMember(app.runtime, scope, id), NotAllowed);
  });

  it('are never raised above, or decided about from below, the role of who does it', async () => {
    const admin = await app.scope('admin');
    await refusal(changeRole(app.runtime, admin, person('member').id, { role: 'owner' }), NotAllowed);
    await refusal(changeRole(app.runtime, admin, person('admin').id, { role: 'owner' }), NotAllowed);
    await refusal(changeRole(app.runtime, admin, person('owner').id, { role: 'viewer' }), NotAllowed);
    await refusal(removeMember(app.runtime, admin, person('owner').id), NotAllowed);
    await refusal(suspendMember(app.runtime, admin, person('owner').id), NotAllowed);
    expect(await roleOf(person('owner').id)).to.equal('owner');
  });

  it('are not decided about with a role that was lost meanwhile', async () => {
    const admin = await app.scope('admin');
    await changeRole(app.runtime, await app.scope('owner'), person('admin').id, { role: 'viewer' });
    await refusal(changeRole(app.runtime, admin, person('viewer').id, { role: 'admin' }), NotAllowed);
  });

  it('of another workspace are not found', async () => {
    const scope = await app.scope('owner');
    const { id } = app.workspaces.b.people.member;
    const own = await refusal(changeRole(app.runtime, scope, id, { role: 'viewer' }), NotFound);
    const none = await refusal(
      changeRole(app.runtime, scope, crypto.randomUUID(), { role: 'viewer' }),
      NotFound,
    );
    expect(own.message).to.equal(none.message);
    await refusal(removeMember(app.runtime, scope, 'no id at all'), NotFound);
  });

  it('take no role that does not exist', async () => {
    const work = changeRole(app.runtime, await app.scope('owner'), person('viewer').id, { role: 'god' });
    expect((await refusal(work, InvalidInput)).problems[0]?.path).to.deep.equal(['role']);
  });

  it('always leave an owner behind', async () => {
    const owner = await app.scope('owner');
    const { id } = person('owner');
    await refusal(changeRole(app.runtime, owner, id, { role: 'admin' }), Conflict);
    await refusal(removeMember(app.runtime, owner, id), Conflict);
    await changeRole(app.runtime, owner, person('admin').id, { role: 'owner' });
    await removeMember(app.runtime, owner, id);
    expect(await roleOf(id)).to.equal(undefined);
  });

  it('leave an owner behind also when two owners step down at the same moment', async () => {
    const first = await app.scope('owner');
    await changeRole(app.runtime, first, person('admin').id, { role: 'owner' });
    const second = {
      ...first,
      actor: { kind: 'user', userId: person('admin').id, name: 'Admin A' },
    } as const;
    const results = await Promise.allSettled([
      changeRole(app.runtime, first, person('owner').id, { role: 'member' }),
      changeRole(app.runtime, second, person('admin').id, { role: 'member' }),
    ]);
    expect(results.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('may leave by themselves, whatever their role', async () => {
    await removeMember(app.runtime, await app.scope('viewer'), person('viewer').id);
    expect(await roleOf(person('viewer').id)).to.equal(undefined);
  });

  it('are out while they are suspended, and in again as they were', async () => {
    const admin = await app.scope('admin');
    const { id } = person('member');
    await suspendMember(app.runtime, admin, id);
    expect(await roleOf(id)).to.equal(undefined);
    const listed = await listMembers(app.runtime, admin);
    expect(listed.find((one) => one.id === id)?.state).to.equal('suspended');
    await readmitMember(app.runtime, admin, id);
    expect(await roleOf(id)).to.equal('member');
  });

  it('cannot suspend themselves', async () => {
    await refusal(suspendMember(app.runtime, await app.scope('admin'), person('admin').id), Conflict);
  });
});

describe('people: what a role may do', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp();
  });
  after(() => app.stop());

  it('is all there is for owners and what plugins say for others', () => {
    const { registry } = app.runtime;
    expect([...grantsOfRole(registry, 'owner')]).to.have.members([...registry.permissions.keys()]);
    expect([...grantsOfRole(registry, 'viewer')]).to.deep.equal(['workspace:see-members']);
    expect(grantsOfRole(registry, 'member').has('workspace:manage-members')).to.equal(false);
  });
});
