import { expect } from 'chai';
import type { Interaction } from '../../resources/interaction-fields.ts';
import { momentsOf } from './moments.ts';
import { subjectOf } from './subject.ts';

const now = new Date('2026-06-01T12:00:00Z');
const scheduledAt = '2026-07-01T09:00:00Z';

describe('crm: when an interaction happens', () => {
  it('is now for a log, and then for a plan', () => {
    const logged = now.toISOString();
    expect(momentsOf({ type: 'call' }, undefined, now)).to.deep.equal({
      completedAt: logged,
      happensAt: logged,
    });
    expect(momentsOf({ type: 'call', scheduledAt }, undefined, now)).to.deep.equal({
      completedAt: null,
      happensAt: scheduledAt,
    });
  });

  it('is open for a task, and for what is said to be open', () => {
    expect(momentsOf({ type: 'task' }, undefined, now).completedAt).to.equal(null);
    expect(momentsOf({ type: 'call', completedAt: null }, undefined, now).completedAt).to.equal(null);
  });

  it('changes only when a moment does', () => {
    const before = { type: 'meeting', completedAt: null, scheduledAt, dueAt: null } as Interaction;
    expect(momentsOf({ outcome: 'Good' }, before, now)).to.deep.equal({});
    expect(momentsOf({ scheduledAt: null, dueAt: '2026-08-01T09:00:00Z' }, before, now).happensAt).to.equal(
      '2026-08-01T09:00:00Z',
    );
  });
});

describe('crm: the subject of an interaction', () => {
  it('is the first line of the content, cut where it is long', () => {
    expect(subjectOf({ type: 'note', content: '\n  First \nSecond' }, undefined)).to.deep.equal({
      subject: 'First',
    });
    const { subject } = subjectOf({ type: 'note', content: 'word '.repeat(40) }, undefined);
    expect(subject).to.have.length.at.most(80);
    expect(subject).to.match(/word…$/);
  });

  it('is the kind of thing where there is no content, and stays what somebody wrote', () => {
    expect(subjectOf({ type: 'sms', content: ' \n ' }, undefined)).to.deep.equal({ subject: 'SMS' });
    const before = { type: 'call', subject: 'Anvils', content: 'Old' } as Interaction;
    expect(subjectOf({ content: 'New' }, before)).to.deep.equal({});
    expect(subjectOf({ subject: '' }, before)).to.deep.equal({ subject: 'Old' });
  });
});
