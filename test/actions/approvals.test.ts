import { expect } from 'chai';
import { type Approval, noteOf } from '../../core/actions/approvals/approval.ts';
import { approve, type Decision, previewDecision } from '../../core/actions/approvals/decide.ts';
import { expireApprovals } from '../../core/actions/approvals/expire-approvals.ts';
import { loadApproval, loadApprovals } from '../../core/actions/approvals/find-approval.ts';
import { reject } from '../../core/actions/approvals/reject.ts';
import { seenHash } from '../../core/actions/approvals/seen.ts';
import { changeRules } from '../../core/actions/risk/rules.ts';
import { runAction } from '../../core/actions/run/run-action.ts';
import { revokeKey } from '../../core/api-keys/keys.ts';
import { makeKey } from '../../core/api-keys/make-key.ts';
import type { Scope } from '../../core/scope.ts';
import type { DomainError } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/index.ts';
import { changeRole } from '../../core/workspaces/members/change-role.ts';
import { auditOf, newestCall } from './audit-of.ts';

const hourMs = 3_600_000;

describe('approvals: deciding what a program asked for', () => {
  let app: TestApp;
  let owner: Scope;
  let admin: Scope;

  before(async () => {
    app = await bootTestApp({ fixtures: ['chores'] });
    [owner, admin] = [await app.scope('owner'), await app.scope('admin')];
  });
  after(() => app.stop());

  const ask = (id: string, input: object, role: 'owner' | 'admin' | 'member' = 'member') =>
    app.as(role).post(`/api/actions/${id}`).send(input);
  async function waiting(id: string, input: object, role: 'owner' | 'admin' | 'member' = 'member') {
    const { body } = await ask(id, input, role).expect(202);
    return look(body.approval.id);
  }
  const look = (id: string) => loadApproval(app.runtime, owner, id);
  const make = async (title: string) => {
    const { body } = await app.as('member').post('/api/chores/chores').send({ title }).expect(201);
    return body.data as { id: string; version: number };
  };
  const titleOf = async (id: string) =>
    (await app.as('viewer').get(`/api/chores/chores/${id}`).expect(200)).body.data.title as string;
  const named = async (title: string) =>
    (await app.as('viewer').get('/api/chores/chores?limit=200').expect(200)).body.data.filter(
      (one: { title: string }) => one.title === title,
    ).length as number;
  const decide = (approval: Approval, scope = owner, more: Partial<Decision> = {}) =>
    approve(app.runtime, scope, approval.id, { seen: seenHash(approval), ...more });
  const without = (scope: Scope, ...permissions: string[]): Scope => ({
    ...scope,
    grants: new Set([...scope.grants].filter((grant) => !permissions.includes(grant))),
  });

  async function refused(work: Promise<unknown>): Promise<DomainError> {
    try {
      await work;
    } catch (error) {
      return error as DomainError;
    }
    throw new Error('It was not refused.');
  }

  describe('who may', () => {
    it('lets a person do it who may do it themselves, in the name of whoever asked', async () => {
      const { id } = await make('Paint the fence');
      const approval = await waiting('chores.chore.escalation', { id });
      expect(await titleOf(id)).to.equal('Paint the fence');
      const answer = await decide(approval);
      expect(await titleOf(id)).to.equal('Paint the fence!');
      expect(noteOf(await look(approval.id))).to.include({ state: 'done' });
      const row = (await auditOf(app)).find(({ id: row }) => String(row) === answer.auditId);
      expect(row).to.include({
        outcome: 'done',
        door: 'rest',
        user_id: app.workspaces.a.people.member.id,
        approved_by: app.workspaces.a.people.owner.id,
      });
    });

    it('takes no key for a person, whatever its scopes', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'By key' });
      const path = `/api/approvals/${approval.id}/approval`;
      await app
        .as('owner')
        .post(path)
        .send({ seen: seenHash(approval) })
        .expect(403);
      await app
        .as('owner')
        .post(`/api/approvals/${approval.id}/rejection`)
        .send({ reason: 'No' })
        .expect(403);
      expect(await look(approval.id)).to.include({ state: 'waiting' });
      expect(await newestCall(app)).to.include({ action: 'workspace.approval.decide', outcome: 'refused' });
      expect(await named('By key')).to.equal(0);
    });

    it('refuses whoever may not approve, and another workspace sees nothing of it', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Not yours' });
      const member = await app.scope('member');
      expect(await refused(decide(approval, member))).to.include({ code: 'not-allowed' });
      const elsewhere = await app.scope('owner', app.workspaces.b);
      expect(await refused(decide(approval, elsewhere))).to.include({ code: 'not-found' });
      expect(await refused(reject(app.runtime, elsewhere, approval.id, { reason: 'x' }))).to.include({
        code: 'not-found',
      });
      expect(await loadApprovals(app.runtime, elsewhere, true)).to.deep.equal([]);
      await app.as('viewer').get(`/api/approvals/${approval.id}`).expect(404);
      await app.as('member').get(`/api/approvals/${approval.id}`).expect(200);
    });

    it('refuses whoever lacks the permission of the deed itself', async () => {
      const approval = await waiting('chores.chore.escalation', { id: (await make('Deed')).id });
      expect(await refused(decide(approval, without(owner, 'chores:escalate')))).to.include({
        code: 'not-allowed',
      });
      expect(await look(approval.id)).to.include({ state: 'waiting' });
    });

    it('refuses whoever the rule about the record itself keeps out', async () => {
      const approval = await waiting('chores.chore.delegation', { id: (await make('Private affair')).id });
      expect(await refused(decide(approval, without(owner, 'chores:escalate')))).to.include({
        code: 'not-allowed',
      });
      await decide(approval);
    });

    it('lets nobody decide about what they asked for themselves', async () => {
      await changeRules(app.runtime, owner, [
        { who: 'everyone', action: 'chores.chore.count', verdict: 'approve' },
        { who: 'everyone', action: 'chores.chore.escalation', verdict: 'approve' },
      ]);
      const { id } = await make('My own');
      const answer = await runAction(app.runtime, admin, 'chores.chore.escalation', { id });
      if (answer.status !== 'approval') throw new Error('It did not wait.');
      const approval = await look(answer.approval.id);
      expect(await refused(decide(approval, admin))).to.include({ code: 'not-allowed' });
      expect(await refused(reject(app.runtime, admin, approval.id, { reason: 'x' }))).to.include({
        code: 'not-allowed',
      });
      const byOwnKey = await waiting('chores.chore.escalation', { id }, 'admin');
      expect((await refused(decide(byOwnKey, admin))).message).to.match(/your own key/);
      await decide(approval, owner);
      await changeRules(app.runtime, owner, []);
    });

    it('lets somebody decide what their own key asks for, if they could do it without asking', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'My own key' }, 'admin');
      await decide(approval, admin);
      expect(await named('My own key')).to.equal(1);
    });

    it('gives a read that waited to whoever asked, once', async () => {
      await changeRules(app.runtime, owner, [
        { who: 'programs', action: 'chores.chore.list', verdict: 'approve' },
      ]);
      const approval = await waiting('chores.chore.list', { limit: 1 });
      await decide(approval, admin);
      expect(await refused(decide(approval, owner))).to.include({ code: 'already-decided' });
      const { body } = await app.as('member').get(`/api/approvals/${approval.id}`).expect(200);
      expect(body.data.result.items).to.have.length(1);
      const others = await app.as('owner').get(`/api/approvals/${approval.id}`).expect(200);
      expect(others.body.data.result).to.equal(null);
      await changeRules(app.runtime, owner, []);
    });
  });

  describe('what was seen', () => {
    it('is what is done: a record that changed since is shown anew', async () => {
      const { id } = await make('Stale');
      const approval = await waiting('chores.chore.escalation', { id });
      await app.as('member').patch(`/api/chores/chores/${id}`).send({ title: 'Fresh' }).expect(200);
      expect(await refused(decide(approval))).to.include({ code: 'stale-preview' });
      expect(await titleOf(id)).to.equal('Fresh');
      const again = await look(approval.id);
      expect(again).to.include({ state: 'waiting' });
      expect(again.preview.changes[0]).to.include({ before: 'Fresh', after: 'Fresh!' });
      expect(await refused(decide(approval, admin))).to.include({ code: 'stale-preview' });
      await decide(again, admin);
      expect(await titleOf(id)).to.equal('Fresh!');
    });

    it('holds for what tells itself what it would do', async () => {
      const { id: choreId } = await make('Ring Bob');
      const approval = await waiting('chores.chore.nudge', { choreId, words: 'Nudged once' });
      expect(approval.preview.summary).to.equal('Would remind of "Ring Bob".');
      await app.as('member').patch(`/api/chores/chores/${choreId}`).send({ title: 'Ring Eve' }).expect(200);
      expect(await refused(decide(approval))).to.include({ code: 'stale-preview' });
      const again = await look(approval.id);
      expect(again).to.deep.include({ state: 'waiting', decidedBy: null });
      expect(again.preview.summary).to.equal('Would remind of "Ring Eve".');
      await decide(again);
      expect(await named('Nudged once')).to.equal(1);
    });

    it('is over when there is nothing left to do it to', async () => {
      const { id } = await make('Going');
      const approval = await waiting('chores.chore.escalation', { id });
      await app.as('member').delete(`/api/chores/chores/${id}`);
      expect(await refused(decide(approval))).to.include({ code: 'stale-preview' });
      expect(await look(approval.id)).to.include({ state: 'failed' });
      expect(await newestCall(app)).to.include({ action: 'chores.chore.escalation', outcome: 'failed' });
    });

    it('may be edited first, and what is edited is checked like anything else', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Misspeled', token: 'abc' });
      const { body } = await app.as('member').get(`/api/approvals/${approval.id}`).expect(200);
      expect(body.data.args).to.deep.equal({ words: '•••', token: '•••' });
      const bad = await refused(decide(approval, owner, { args: { words: 'x', colour: 'red' } }));
      expect(bad).to.include({ code: 'invalid-input' });
      expect(await look(approval.id)).to.include({ state: 'waiting' });
      const args = { words: 'Misspelled', token: '•••' };
      const preview = await previewDecision(app.runtime, owner, approval.id, args);
      expect(preview.summary).to.equal('Would say "Misspelled".');
      await decide(approval, owner, { args });
      expect(await named('Misspelled')).to.equal(1);
      expect(await named('Misspeled')).to.equal(0);
      const done = await look(approval.id);
      expect(done).to.include({ state: 'done', wasEdited: true });
      expect(done.args, 'no secret stays once it is done').to.deep.equal({ words: '•••', token: '•••' });
    });

    it('is asked for by its mark: another one is refused', async () => {
      const approval = await waiting('chores.chore.announce', { words: 'Marked' });
      expect(await refused(decide(approval, owner, { seen: 'f'.repeat(64) }))).to.include({
        code: 'stale-preview',
      });
      await decide(approval);
    });
  });

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

  it('is rejected with a reason that whoever asked reads', async () => {
    const approval = await waiting('chores.chore.announce', { words: 'Rejected' });
    expect(await refused(reject(app.runtime, owner, approval.id, { reason: '  ' }))).to.include({
      code: 'invalid-input',
    });
    await reject(app.runtime, owner, approval.id, { reason: 'Say it more kindly.' });
    const { body } = await app.as('member').get(`/api/approvals/${approval.id}`).expect(200);
    expect(body.data).to.include({ state: 'rejected', reason: 'Say it more kindly.', decidedBy: 'Owner A' });
    expect(await refused(decide(approval))).to.include({ code: 'already-decided' });
    expect(await newestCall(app)).to.include({ outcome: 'rejected', reason: 'Say it more kindly.' });
  });
});
