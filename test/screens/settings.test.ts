import { expect } from 'chai';
import { allCustomFields } from '../../core/custom-fields/custom-fields-of.ts';
import { type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: settings', () => {
  let screens: ScreensApp;
  let admin: Send;
  let member: Send;
  let stranger: Send;
  before(async () => {
    screens = await screensApp();
    [admin, member, stranger] = await Promise.all([
      screens.as('admin'),
      screens.as('member'),
      screens.as('owner', 'b'),
    ]);
  });
  after(() => screens.stop());

  const fields = '/w/a/settings/fields';
  const ofContacts = `${fields}?resource=crm.contact`;
  const fieldsInA = () => allCustomFields(screens.app.runtime, screens.app.workspaces.a.id);
  const fieldCalled = async (label: string) => {
    const field = (await fieldsInA()).find((one) => one.label === label);
    if (!field) throw new Error(`There is no field ${label}.`);
    return field;
  };

  it('are for those who may change them, and for nobody of another workspace', async () => {
    for (const page of ['modules', 'fields']) {
      expect((await admin('GET', `/w/a/settings/${page}`)).status, page).to.equal(200);
      expect((await member('GET', `/w/a/settings/${page}`)).status, page).to.equal(403);
      expect((await stranger('GET', `/w/a/settings/${page}`)).status, page).to.equal(404);
    }
    expect((await member('POST', '/w/a/settings/modules/crm/deactivation')).status).to.equal(403);
    expect((await member('POST', ofContacts, { form: { label: 'A', kind: 'text' } })).status).to.equal(403);
  });

  describe('own fields', () => {
    it('are added, and asked for in the form at once', async () => {
      const form = { label: 'Tier', kind: 'choice', choices: 'Gold\r\nSilver\r\n', required: 'on' };
      const answer = await admin('POST', ofContacts, { form });
      expect(answer.headers.get('location')).to.equal(ofContacts);
      const field = await fieldCalled('Tier');
      expect(field.choices.map(({ value }) => value)).to.deep.equal(['Gold', 'Silver']);
      expect(field.required).to.equal(true);
      expect((await admin('GET', '/w/a/crm/contacts/new')).text)
        .to.include('Tier')
        .and.to.include('Silver');
    });

    it('keep on the form what was typed when they cannot be taken', async () => {
      const form = { label: 'Level', kind: 'choice', help: 'How <high>', choices: ' ' };
      const { status, text } = await admin('POST', ofContacts, { form });
      expect(status).to.equal(422);
      expect(text).to.include('value="Level"').and.to.include('How &lt;high&gt;');
      expect(text).to.include('Give at least one choice.');
      expect((await fieldsInA()).some(({ label }) => label === 'Level')).to.equal(false);
    });

    it('refuse a name that is taken', async () => {
      const { status, text } = await admin('POST', ofContacts, { form: { label: 'tier', kind: 'text' } });
      expect(status).to.equal(409);
      expect(text).to.include('There is a field tier already');
    });

    it('change their words and choices, never their kind', async () => {
      const { id } = await fieldCalled('Tier');
      const form = { label: 'Level of service', kind: 'text', choices: 'Gold\nSilver\nTin' };
      expect((await admin('POST', `${fields}/${id}`, { form })).status).to.equal(303);
      const field = await fieldCalled('Level of service');
      expect([field.kind, field.required, field.choices.length]).to.deep.equal(['choice', false, 3]);
    });

    it('move, and are put away and brought back', async () => {
      await admin('POST', ofContacts, { form: { label: 'Second', kind: 'day' } });
      const { id } = await fieldCalled('Second');
      await admin('POST', `${fields}/${id}/position`, { form: { to: '0' } });
      const labels = (await fieldsInA()).map(({ label }) => label);
      expect(labels).to.deep.equal(['Second', 'Level of service']);
      await admin('POST', `${fields}/${id}/archival`);
      expect((await fieldCalled('Second')).isArchived).to.equal(true);
      await admin('POST', `${fields}/${id}/restoration`);
      expect((await fieldCalled('Second')).isArchived).to.equal(false);
    });

    it('are nothing where there is no such field or record', async () => {
      const nowhere = `${fields}/00000000-0000-7000-8000-000000000000`;
      for (const [method, path] of [
        ['GET', `${fields}?resource=crm.nothing`],
        ['GET', `${fields}/new?resource=crm.stage-change`],
        ['GET', nowhere],
        ['POST', nowhere],
        ['POST', `${nowhere}/archival`],
        ['POST', `${fields}/not-an-id/position`],
      ] as const) {
        expect((await admin(method, path)).status, path).to.equal(404);
      }
      const { id } = await fieldCalled('Second');
      expect((await stranger('POST', `/w/b/settings/fields/${id}/archival`)).status).to.equal(404);
    });
  });

  describe('plugins', () => {
    it('are shown to the admin of the instance alone', async () => {
      const { database } = screens.app.runtime;
      const { owner } = screens.app.workspaces.a.people;
      await database.pool.query('update users set is_instance_admin = true where id = $1', [owner.id]);
      const page = await (await screens.as('owner'))('GET', '/admin/plugins');
      expect(page.status).to.equal(200);
      expect(page.text).to.include('CRM').and.to.include('Running');
      expect((await admin('GET', '/admin/plugins')).status).to.equal(404);
    });
  });

  describe('modules', () => {
    it('are switched off with all their pages, and on again', async () => {
      const off = await admin('POST', '/w/a/settings/modules/crm/deactivation');
      expect(off.headers.get('location')).to.equal('/w/a/settings/modules');
      expect((await admin('GET', '/w/a/crm/contacts')).status).to.equal(404);
      expect((await admin('GET', ofContacts)).text).not.to.include('Second');
      expect((await admin('GET', '/w/a')).text).to.include('/w/a/settings/modules');
      await admin('POST', '/w/a/settings/modules/crm/activation');
      expect((await admin('GET', '/w/a/crm/contacts')).status).to.equal(200);
      expect((await admin('POST', '/w/a/settings/modules/nothing/activation')).status).to.equal(404);
    });
  });
});
