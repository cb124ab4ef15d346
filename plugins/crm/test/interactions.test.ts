import { expect } from 'chai';
import {
  type Answered,
  act,
  bootCrm,
  type CrmUnderTest,
  change,
  complaints,
  get,
  list,
  make,
} from './crm-under-test.ts';

describe('crm: interactions', () => {
  let crm: CrmUnderTest;
  let contact: Answered;
  before(async () => {
    crm = await bootCrm();
    const company = await make(crm.member, 'companies', { name: 'Acme' });
    contact = await make(crm.member, 'contacts', { firstName: 'Ada', companyId: company.id });
  });
  after(() => crm.app.stop());

  const log = (values: object) =>
    make(crm.member, 'interactions', { type: 'call', contactId: contact.id, ...values });
  const moment = (value: unknown): number => Date.parse(String(value));

  it('logs a call that just ended, with whom, by whom, and a subject', async () => {
    const person = crm.app.workspaces.a.people.member.id;
    const call = await log({ content: '\n  Wants two anvils.\nAnd soon.', durationMinutes: 12 });
    expect(call).to.include({
      subject: 'Wants two anvils.',
      companyId: contact.companyId,
      loggedById: person,
      assigneeId: person,
      durationMinutes: 12,
    });
    expect(moment(call.completedAt)).to.be.closeTo(Date.now(), 60_000);
    expect(call.happensAt).to.equal(call.completedAt);
    expect((await log({ type: 'whatsapp' })).subject).to.equal('WhatsApp message');
    expect((await log({ subject: 'Anvils' })).subject).to.equal('Anvils');
  });

  it('stands on the timelines of the deal it is about, of its contact and its company', async () => {
    const deal = await make(crm.member, 'deals', { name: 'Anvils', contactId: contact.id });
    const note = await make(crm.member, 'interactions', { type: 'note', content: 'Hm.', dealId: deal.id });
    expect(note).to.include({ contactId: contact.id, companyId: contact.companyId });
    for (const [field, id] of [
      ['dealId', deal.id],
      ['contactId', contact.id],
      ['companyId', contact.companyId],
    ]) {
      const found = await list(crm.viewer, `interactions?filter[${field}]=${id}&sort=-happensAt`);
      expect(found.map((one) => one.id)).to.include(note.id);
    }
  });

  it('needs somebody it is about, unless it is a task', async () => {
    const { status, body } = await crm.member.post('/api/crm/interactions').send({ type: 'note' });
    expect([status, complaints(body)]).to.deep.equal([422, ['contactId']]);
    expect(await make(crm.member, 'interactions', { type: 'task', subject: 'Order paper' })).to.include({
      completedAt: null,
    });
  });

  it('keeps a planned meeting open until it is done, and orders it by its moment', async () => {
    const scheduledAt = '2030-05-01T09:00:00.000Z';
    const meeting = await log({ type: 'meeting', scheduledAt });
    expect(meeting.completedAt).to.equal(null);
    expect(moment(meeting.happensAt)).to.equal(moment(scheduledAt));
    const later = await change(crm.member, `interactions/${meeting.id}`, {
      scheduledAt: '2031-01-01T09:00:00Z',
    });
    expect(moment(later.happensAt)).to.equal(moment('2031-01-01T09:00:00Z'));
    const done = await act(crm.member, `interactions/${meeting.id}/completion`, {
      outcome: 'Good',
      durationMinutes: 30,
    });
    expect(done).to.include({ outcome: 'Good', durationMinutes: 30 });
    expect(done.happensAt).to.equal(done.completedAt);
  });

  it('takes a log of something in the past at its own moment', async () => {
    const completedAt = '2025-12-24T16:00:00.000Z';
    const call = await log({ completedAt });
    expect(moment(call.happensAt)).to.equal(moment(completedAt));
  });

  it('completes a task once, and opens it again when asked', async () => {
    const task = await log({ type: 'task', dueAt: '2026-01-05T09:00:00Z', subject: 'Send quote' });
    const done = await act(crm.member, `interactions/${task.id}/completion`);
    expect(done.completedAt).not.to.equal(null);
    const again = await crm.member.post(`/api/crm/interactions/${task.id}/completion`);
    expect(again.status).to.equal(409);
    const open = await change(crm.member, `interactions/${task.id}`, { completedAt: null });
    expect(open.completedAt).to.equal(null);
    expect(moment(open.happensAt)).to.equal(moment('2026-01-05T09:00:00Z'));
  });

  it('lists the open tasks of a person by when they are due', async () => {
    const mine = crm.app.workspaces.a.people.viewer.id;
    for (const [subject, dueAt] of [
      ['Later', '2031-02-01T00:00:00Z'],
      ['First', '2031-01-01T00:00:00Z'],
    ]) {
      await log({ type: 'task', subject, dueAt, assigneeId: mine });
    }
    const open = await list(
      crm.viewer,
      `interactions?filter[type]=task&filter[assigneeId]=${mine}&filter[completedAt][empty]=true&sort=dueAt`,
    );
    expect(open.map(({ subject }) => subject)).to.deep.equal(['First', 'Later']);
  });

  it('remembers when we last spoke, without a new version of the contact', async () => {
    const person = await make(crm.member, 'contacts', { firstName: 'Grace' });
    const contactId = person.id;
    const spoken = async () => (await get(crm.viewer, `contacts/${contactId}`)).lastContactedAt;
    await log({ type: 'note', contactId, content: 'Nothing said.' });
    await log({ type: 'task', contactId, subject: 'Call her' });
    expect(await spoken()).to.equal(null);
    await log({ contactId, completedAt: '2026-03-01T10:00:00Z' });
    await log({ contactId, type: 'email', completedAt: '2026-01-01T10:00:00Z' });
    expect(moment(await spoken())).to.equal(moment('2026-03-01T10:00:00Z'));
    expect((await get(crm.viewer, `contacts/${contactId}`)).version).to.equal(1);
  });

  it('refuses viewers, strangers, and people and records of another workspace', async () => {
    const call = await log({ type: 'task', subject: 'Mine' });
    const address = `/api/crm/interactions/${call.id}/completion`;
    expect((await crm.viewer.post(address)).status).to.equal(403);
    expect((await crm.stranger.post(address)).status).to.equal(404);
    const foreign = {
      assigneeId: crm.app.workspaces.b.people.member.id,
      dealId: (await make(crm.stranger, 'deals', { name: 'Foreign' })).id,
      prospectId: (await make(crm.stranger, 'prospects', { lastName: 'Foreign' })).id,
    };
    for (const [field, id] of Object.entries(foreign)) {
      const { status, body } = await crm.member
        .post('/api/crm/interactions')
        .send({ type: 'task', [field]: id });
      expect([status, complaints(body)]).to.deep.equal([422, [field]]);
    }
  });

  it('changes nothing when nothing is asked', async () => {
    const call = await log({});
    expect(await change(crm.member, `interactions/${call.id}`, {})).to.deep.equal(call);
  });
});
