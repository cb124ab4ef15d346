import { expect } from 'chai';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: home', () => {
  let screens: ScreensApp;
  let viewer: Send;
  before(async () => {
    screens = await screensApp();
    viewer = await screens.as('viewer');
    const { app } = screens;
    const company = findResource(app.runtime, 'crm.company');
    const member = await app.scope('member');
    await createRecord(app.runtime, member, company, { name: '<i>Acme</i>' });
    const theirs = await app.scope('member', app.workspaces.b);
    await createRecord(app.runtime, theirs, company, { name: 'Of another workspace' });
  });
  after(() => screens.stop());

  it('counts what there is and says who changed what, escaped', async () => {
    const { status, text } = await viewer('GET', '/w/a');
    expect(status).to.equal(200);
    expect(text).to.match(/Good (morning|afternoon|evening)/);
    expect(text).to.match(/Companies<\/a><\/span>\s*<strong>1</);
    expect(text).to.include('&lt;i&gt;Acme&lt;/i&gt;').and.not.to.include('<i>Acme');
    expect(text).to.include(screens.app.workspaces.a.people.member.name);
  });

  it('shows nothing of other workspaces, and offers nothing a viewer may not do', async () => {
    const { text } = await viewer('GET', '/w/a');
    expect(text).not.to.include('Of another workspace');
    expect(text).not.to.match(/\/crm\/companies\/(new|import)/);
    expect(text).not.to.include('/settings/modules');
    expect((await viewer('GET', '/w/b')).status).to.equal(404);
  });

  it('tells many changes of one hand in one line', async () => {
    const { app } = screens;
    const [admin, contact] = [await app.scope('admin'), findResource(app.runtime, 'crm.contact')];
    for (const firstName of ['One', 'Two', 'Three']) {
      await createRecord(app.runtime, admin, contact, { firstName, status: 'lead' });
    }
    const { text } = await viewer('GET', '/w/a');
    expect(text).to.include('3 contacts');
    expect(text).not.to.include('>One<');
  });

  it('leaves out what lies in the trash', async () => {
    const made = await screens.make('crm.company', { name: 'Gone soon' });
    const owner = await screens.as('owner');
    const answer = await owner('POST', `/w/a/crm/companies/${made.id}/removal`);
    expect(answer.status, answer.text.slice(0, 200)).to.be.oneOf([200, 204, 303]);
    expect((await viewer('GET', '/w/a')).text).not.to.include('Gone soon');
  });
});
