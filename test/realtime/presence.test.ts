import { expect } from 'chai';
import { membershipsTopic } from '../../core/access/topics.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { type Browser, bootLiveApp, type LiveApp, until } from './live-app.ts';

const ticket = 'live-desk.ticket';

describe('realtime: who is here', () => {
  let app: LiveApp;
  let record: string;

  before(async () => {
    app = await bootLiveApp();
    const scope = await app.scope('member');
    record = (await createRecord(app.runtime, scope, findResource(app.runtime, ticket), { subject: 'Here' }))
      .id;
  });

  after(() => app.stop());

  const people = () => app.workspaces.a.people;
  const spot = () => ({ resource: ticket, record });
  const wish = (presence: string, where: object) => ({ workspace: 'a', presence, ...where });
  const namesIn = (browser: Browser) => browser.present.at(-1)?.people.map(({ name }) => name) ?? [];
  const namesOf = (...roles: ('owner' | 'admin' | 'member' | 'viewer')[]) =>
    roles.map((role) => people()[role].name).sort();

  async function be(browser: Browser, where: object): Promise<void> {
    expect(await browser.ask('join', wish('here', where))).to.include({ ok: true });
  }
  async function watch(browser: Browser, where: object): Promise<void> {
    expect(await browser.ask('join', wish('watching', where))).to.include({ ok: true });
  }
  const sees = (browser: Browser, names: readonly string[]) =>
    until(() => JSON.stringify(namesIn(browser)) === JSON.stringify(names));

  it('shows on a record who has it open, in all processes, each person once', async () => {
    const other = await app.another();
    const [viewer, member] = [await app.browser(people().viewer), await other.browser(people().member)];
    const second = await app.browser(people().member);
    await be(viewer, spot());
    await watch(viewer, spot());
    await sees(viewer, namesOf('viewer'));
    for (const browser of [member, second]) await be(browser, spot());
    await watch(member, spot());
    await sees(viewer, namesOf('member', 'viewer'));
    await sees(member, namesOf('member', 'viewer'));
    expect(viewer.present.at(-1)).to.include({ resource: ticket, record, count: 2 });
    expect(viewer.present.at(-1)?.people[0]).to.include({ initials: 'MA' });
    member.socket.disconnect();
    await app.browser(people().owner).then((owner) => be(owner, spot()));
    await sees(viewer, namesOf('member', 'owner', 'viewer'));
    expect(await second.ask('leave', wish('here', spot()))).to.include({ ok: true });
    await sees(viewer, namesOf('owner', 'viewer'));
  });

  it('forgets those of a process that was killed', async function () {
    this.timeout(40_000);
    const doomed = await app.another();
    const [viewer, admin] = [await app.browser(people().viewer), await doomed.browser(people().admin)];
    await watch(viewer, {});
    await be(admin, {});
    await sees(viewer, namesOf('admin'));
    await doomed.die();
    await sees(viewer, []);
  });

  it('shows nobody to those who may not see the record, and ends with the right to see it', async () => {
    const stranger = await app.browser(app.workspaces.b.people.owner);
    for (const presence of ['here', 'watching']) {
      const answer = await stranger.ask('join', wish(presence, spot()));
      expect(answer).to.have.nested.property('error.code', 'not-found');
    }
    const half = await stranger.ask('join', { workspace: 'b', presence: 'here', resource: ticket });
    expect(half).to.have.nested.property('error.code', 'invalid-input');
    const { admin } = people();
    const [watcher, suspended] = [await app.browser(people().viewer), await app.browser(admin)];
    await watch(watcher, {});
    await be(suspended, {});
    await sees(watcher, namesOf('admin'));
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.from('memberships').where({ id: admin.id }).update({ suspended_at: new Date() }),
    );
    await app.runtime.broadcast.tell(membershipsTopic, admin.id);
    await sees(watcher, []);
    expect(suspended.left).to.deep.equal([wish('here', {})]);
  });
});
