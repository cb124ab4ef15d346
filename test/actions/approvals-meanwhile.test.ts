import { expect } from 'chai';
import { expireApprovals } from '../../core/actions/approvals/expire-approvals.ts';
import { reject } from '../../core/actions/approvals/reject.ts';
import { changeRules } from '../../core/actions/risk/rules.ts';
import { revokeKey } from '../../core/api-keys/keys.ts';
import { makeKey } from '../../core/api-keys/make-key.ts';
import type { Scope } from '../../core/scope.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/index.ts';
import { changeRole } from '../../core/workspaces/members/change-role.ts';
import { type Asking, bootAsking, refused } from './asking.ts';
import { auditOf } from './audit-of.ts';

const hourMs = 3_600_000;

describe('approvals: two at once, and what changes while something waits', () => {
  let app: TestApp;
  let owner: Scope;
  let admin: Scope;
  let waiting: Asking['waiting'];
  let look: Asking['look'];
  let make: Asking['make'];
  let titleOf: Asking['titleOf'];
  let named: Asking['named'];
  let decide: Asking['decide'];

  before(async () => {
    ({ app, owner, admin, waiting, look, make, titleOf, named, decide } = await bootAsking());
  });
  after(() => app.stop());

  describe('exactly once', () => {
    for (const [action, word] of [
      ['chores.chore.announce', 'words'],
      ['chores.chore.escalation', 'id'],
    ] as const) {
      it(`does ${action} once for two who click twice at the same moment`, async () => {
        const { id } = await make('Double');
        const input = word === 'id' ? { id } : { words: 'Doubled' };
        const approval = await waiting(action, input);
        const outcomes = await Promise.allSettled(
          [owner, admin, owner, admin].map((scope) => decide(approval, scope)),
        );
        const done = outcomes.filter(({ status }) => status === 'fulfilled');
        const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
        expect(done).to.have.length(1);
        expect(codes).to.deep.equal(['already-decided', 'already-decided', 'already-decided']);
        if (word === 'id') expect(await titleOf(id)).to.equal('Double!');
        else expect(await named('Doubled')).to.equal(1);
        expect(await look(approval.id)).to.include({ state: 'done' });
      });
    }

    it('lets one of approval and rejection happen, never both', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Either or' });
      const outcomes = await Promise.allSettled([
        decide(approval, owner),
        reject(app.runtime, admin, approval.id, { reason: 'Not today' }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      const { state } = await look(approval.id);
      expect(await named('Either or')).to.equal(state === 'done' ? 1 : 0);
    });

    it('does not repeat what broke off on its way out', async () => {
      const { id: choreId } = await make('Storm');
      const approval = await waiting('chores.chore.nudge', { choreId, words: 'storm' });
      expect((await refused(decide(approval))).message).to.equal('The line went dead.');
      const over = await look(approval.id);
      expect(over).to.include({ state: 'failed' });
      expect(over.reason).to.match(/may have happened/);
      expect(await refused(decide(approval))).to.include({ code: 'already-decided' });
    });

    it('says why when it is refused on its way out', async () => {
      const { id: choreId } = await make('Closed');
      const approval = await waiting('chores.chore.nudge', { choreId, words: 'closed' });
      expect(await refused(decide(approval))).to.include({ code: 'conflict' });
      expect(await look(approval.id)).to.include({
        state: 'failed',
        reason: 'Nobody is there to be reminded.',
      });
    });
  });

  describe('what changed meanwhile', () => {
    afterEach(() => app.clock.release());

    it('is over after three days, decided or not', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Too late' });
      app.clock.advance(72 * hourMs + 1_000);
      expect((await refused(decide(approval))).message).to.match(/in time/);
      await expireApprovals(app.runtime);
      const over = await look(approval.id);
      expect(over).to.include({ state: 'expired' });
      expect(over.args).to.deep.equal({ words: '•••' });
      expect((await auditOf(app)).filter(({ outcome }) => outcome === 'expired').length).to.be.greaterThan(0);
    });

    it('is not done for whoever lost the right to it', async () => {
      const { token: _token, ...key } = await makeKey(app.runtime, owner, {
        name: 'Soon gone',
        scopes: ['chores:write', 'chores:read'],
        expiresInDays: null,
      });
      const asked = await app
        .anonymous()
        .post('/api/actions/chores.chore.announce')
        .set('Authorization', `Bearer ${_token}`)
        .send({ words: 'Revoked' })
        .expect(202);
      await revokeKey(app.runtime, owner, key.id);
      const approval = await look(asked.body.approval.id);
      expect(await refused(decide(approval, admin))).to.include({ code: 'asker-may-not' });
      expect(await look(approval.id)).to.include({ state: 'failed' });
      expect(await named('Revoked')).to.equal(0);
    });

    it('is not done for a member who became a viewer', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Demoted' });
      const { id } = app.workspaces.a.people.member;
      await changeRole(app.runtime, owner, id, { role: 'viewer' });
      expect(await refused(decide(approval))).to.include({ code: 'asker-may-not' });
      await changeRole(app.runtime, owner, id, { role: 'member' });
      expect(await refused(decide(approval))).to.include({ code: 'already-decided' });
      expect(await named('Demoted')).to.equal(0);
    });

    it('is not done where the workspace says no by now', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Forbidden' });
      await changeRules(app.runtime, owner, [
        { who: 'programs', action: 'chores.chore.announce', verdict: 'deny' },
      ]);
      expect(await refused(decide(approval))).to.include({ code: 'asker-may-not' });
      await changeRules(app.runtime, owner, []);
      expect(await named('Forbidden')).to.equal(0);
    });

    it('waits while its plugin is off', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Switched' });
      await switchModule(app, 'chores', false);
      expect(await refused(decide(approval, await app.scope('owner')))).to.include({ code: 'not-found' });
      await switchModule(app, 'chores', true);
      await decide(approval, await app.scope('owner'));
      expect(await named('Switched')).to.equal(1);
    });
  });
});
