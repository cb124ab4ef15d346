import { expect } from 'chai';
import { noteOf } from '../../core/actions/approvals/approval.ts';
import { previewDecision } from '../../core/actions/approvals/decide.ts';
import { loadApprovals } from '../../core/actions/approvals/find-approval.ts';
import { reject } from '../../core/actions/approvals/reject.ts';
import { seenHash } from '../../core/actions/approvals/seen.ts';
import { changeRules } from '../../core/actions/risk/rules.ts';
import { runAction } from '../../core/actions/run/run-action.ts';
import type { Scope } from '../../core/scope.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { type Asking, bootAsking, refused } from './asking.ts';
import { auditOf, newestCall } from './audit-of.ts';

describe('approvals: deciding what a program asked for', () => {
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

  const without = (scope: Scope, ...permissions: string[]): Scope => ({
    ...scope,
    grants: new Set([...scope.grants].filter((grant) => !permissions.includes(grant))),
  });

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
