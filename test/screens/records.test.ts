import { expect } from 'chai';
import type { RecordJson } from '../../core/resources/shape/record-json.ts';
import { byHtmx, type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: records', () => {
  let screens: ScreensApp;
  let member: Send;
  let viewer: Send;
  let stranger: Send;
  let company: RecordJson;
  before(async () => {
    screens = await screensApp();
    [member, viewer, stranger] = await Promise.all([
      screens.as('member'),
      screens.as('viewer'),
      screens.as('owner', 'b'),
    ]);
    company = await screens.make('crm.company', { name: '<b>Acme & Sons</b>', industry: 'Rockets' });
    await screens.make('crm.contact', {
      firstName: 'Ada',
      lastName: 'Lovelace',
      companyId: company.id,
      status: 'lead',
    });
    await screens.make('crm.contact', { firstName: 'Grace', lastName: 'Hopper', status: 'active' });
  });
  after(() => screens.stop());

  const companyPage = () => `/w/a/crm/companies/${company.id}`;
  const idIn = (location: string | null) => location?.split('/').at(-1) ?? '';

  describe('lists', () => {
    it('shows the records with everything escaped', async () => {
      const { status, text } = await member('GET', '/w/a/crm/companies');
      expect(status).to.equal(200);
      expect(text).to.include('&lt;b&gt;Acme &amp; Sons&lt;/b&gt;').and.not.to.include('<b>Acme');
    });

    it('answers htmx with the list alone, and tells it the address', async () => {
      const { text, headers } = await member('GET', '/w/a/crm/contacts?q=ada&sort=name', byHtmx('list'));
      expect(text).not.to.include('<html').and.not.to.include('sidebar');
      expect(text).to.include('Ada Lovelace').and.not.to.include('Grace Hopper');
      expect(headers.get('hx-push-url')).to.equal('/w/a/crm/contacts?q=ada&sort=name');
      expect(headers.get('vary')).to.include('HX-Request');
    });

    it('shows what is filtered in words, each with a way to take it back', async () => {
      const { text } = await member('GET', '/w/a/crm/contacts?filter[status][in]=lead,churned&sort=name');
      expect(text).to.include('Lead or Churned').and.to.include('href="/w/a/crm/contacts?sort&#x3D;name"');
      expect(text).to.include('Ada Lovelace').and.not.to.include('Grace Hopper');
    });

    it('refuses a question that cannot be understood', async () => {
      const { status, text } = await member('GET', '/w/a/crm/contacts?filter[nowhere]=1');
      expect(status).to.equal(422);
      expect(text).to.include('Filter by one of');
    });

    it('offers nothing that a viewer may not do', async () => {
      const { text } = await viewer('GET', '/w/a/crm/contacts');
      expect((await viewer('GET', '/w/a/crm/prospects')).text).to.include('What others add is listed here.');
      expect(text).to.include('Ada Lovelace').and.not.to.include('/contacts/new');
      expect(text).not.to.include('bulk-removal').and.not.to.include('/import"');
    });

    it('is not found in another workspace, nor by somebody of another one', async () => {
      expect((await stranger('GET', '/w/a/crm/contacts')).status).to.equal(404);
      expect((await stranger('GET', `/w/b/crm/companies/${company.id}`)).status).to.equal(404);
      expect((await stranger('GET', '/w/b/crm/companies')).text).not.to.include('Acme');
    });
  });

  describe('creating', () => {
    it('creates from a form, in the person’s own way of writing numbers, and says so once', async () => {
      const form = { name: 'Rollout', valueMinor: '1,250.50', currency: 'USD', closesOn: '2026-05-01' };
      const made = await member('POST', '/w/a/crm/deals/new', { form });
      expect(made.status).to.equal(303);
      const notice = made.headers.getSetCookie().find((cookie) => cookie.startsWith('notice='));
      expect(decodeURIComponent(notice ?? '')).to.include('Rollout was created');
      const { text } = await member('GET', made.headers.get('location') ?? '');
      expect(text).to.include('US$1,250.50').and.to.include('1 May 2026');
    });

    it('keeps what was typed and says what is wrong beside the field', async () => {
      const form = { firstName: 'Rosalind', email: 'no address', leadScore: 'many' };
      const { status, text } = await member('POST', '/w/a/crm/contacts/new', { form });
      expect(status).to.equal(422);
      expect(text)
        .to.include('value="Rosalind"')
        .and.to.include('value="no address"')
        .and.to.include('value="many"');
      expect(text).to.match(/field-leadScore-notes[\s\S]*Enter a number/);
      const second = await member('POST', '/w/a/crm/contacts/new', { form: { ...form, leadScore: '3' } });
      expect(second.text).to.match(/field-email-notes[\s\S]*Enter an e-mail address/);
    });

    it('starts with what the address says, and goes back where it says', async () => {
      const from = encodeURIComponent(companyPage());
      const { text } = await member('GET', `/w/a/crm/contacts/new?companyId=${company.id}&return=${from}`);
      expect(text).to.match(new RegExp(`value="${company.id}" selected`));
      const form = { firstName: 'Lise', companyId: company.id, return: companyPage() };
      expect((await member('POST', '/w/a/crm/contacts/new', { form })).headers.get('location')).to.equal(
        companyPage(),
      );
      const away = await member('POST', '/w/a/crm/contacts/new', {
        form: { firstName: 'X', return: 'https://evil.example/' },
      });
      expect(away.headers.get('location')).to.match(/^\/w\/a\/crm\/contacts\//);
    });

    it('finds a record that was named without being chosen', async () => {
      for (let count = 0; count < 31; count += 1)
        await screens.make('crm.company', { name: `Filler ${count}` });
      const form = { firstName: 'Ida', companyId: '', 'companyId.words': 'filler 7', 'companyId.chosen': '' };
      const made = await member('POST', '/w/a/crm/contacts/new', { form });
      expect((await member('GET', made.headers.get('location') ?? '')).text).to.include('Filler 7');
      const lost = await member('POST', '/w/a/crm/contacts/new', {
        form: { ...form, 'companyId.words': 'Nobody' },
      });
      expect(lost.status).to.equal(422);
      expect(lost.text).to.include('Nothing is called “Nobody”.');
    });

    it('is refused to a viewer, and sets nothing that the form does not have', async () => {
      expect((await viewer('GET', '/w/a/crm/contacts/new')).status).to.equal(403);
      expect((await viewer('POST', '/w/a/crm/contacts/new', { form: { firstName: 'X' } })).status).to.equal(
        403,
      );
      const form = { firstName: 'Plain', name: 'Forged', workspace_id: 'x', version: '9', id: company.id };
      const made = await member('POST', '/w/a/crm/contacts/new', { form });
      expect(made.status).to.equal(303);
      expect(idIn(made.headers.get('location'))).not.to.equal(company.id);
    });
  });

  describe('changing', () => {
    const editForm = async (changes: Readonly<Record<string, string>>, from = member) => {
      const { text } = await from('GET', `${companyPage()}/edit`);
      const fields = [...text.matchAll(/name="(was\.[\w.]+)" value="([^"]*)"/g)];
      const was = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, unescaped(value)]));
      const now = Object.fromEntries(
        Object.entries(was).map(([name, value]) => [name.slice('was.'.length), value]),
      );
      const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
      return { ...was, ...now, ...changes, version };
    };

    it('lets two people change different fields at once', async () => {
      const mine = await editForm({ phone: '+31 20 123 4567' });
      const theirs = await editForm({ industry: 'Aviation' });
      expect((await member('POST', `${companyPage()}/edit`, { form: theirs })).status).to.equal(303);
      expect((await member('POST', `${companyPage()}/edit`, { form: mine })).status).to.equal(303);
      const { text } = await member('GET', companyPage());
      expect(text).to.include('Aviation').and.to.include('+31 20 123 4567');
    });

    it('shows both values where two people changed the same field, and then takes the second saving', async () => {
      const mine = await editForm({ industry: 'Rail' });
      await member('POST', `${companyPage()}/edit`, { form: await editForm({ industry: 'Shipping' }) });
      const { status, text } = await member('POST', `${companyPage()}/edit`, { form: mine });
      expect(status).to.equal(409);
      expect(text).to.include('value="Rail"').and.to.include('<strong>Shipping</strong>');
      const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
      const again = { ...mine, version, 'was.industry': 'Shipping' };
      expect((await member('POST', `${companyPage()}/edit`, { form: again })).status).to.equal(303);
      expect((await member('GET', companyPage())).text).to.include('Rail');
    });

    it('changes one field where it stands', async () => {
      const path = `${companyPage()}/fields/industry`;
      const { text } = await member('GET', path, byHtmx('fact-industry'));
      expect(text).to.include('name="industry" value="Rail"').and.not.to.include('<html');
      const form = { industry: 'Space', 'was.industry': 'Rail' };
      const saved = await member('POST', path, { form, ...byHtmx('record') });
      expect(saved.text).to.include('id="record"').and.to.include('Space');
      const wrong = { email: 'nope', 'was.email': '' };
      const refused = await member('POST', `${companyPage()}/fields/email`, {
        form: wrong,
        ...byHtmx('record'),
      });
      expect(refused.status).to.equal(422);
      expect(refused.headers.get('hx-retarget')).to.equal('#fact-email');
    });

    it('opens no field that may not be set', async () => {
      for (const field of ['id', 'version', 'workspaceId', '__proto__', 'custom.nope']) {
        expect((await member('GET', `${companyPage()}/fields/${field}`)).status, field).to.equal(404);
      }
      expect((await viewer('GET', `${companyPage()}/edit`)).status).to.equal(403);
    });
  });

  describe('the trash', () => {
    it('removes with a way back, one or several', async () => {
      const admin = await screens.as('admin');
      const made = await screens.make('crm.company', { name: 'Gone' });
      const removed = await admin('POST', `/w/a/crm/companies/${made.id}/removal`, { form: {} });
      expect(removed.headers.get('location')).to.equal('/w/a/crm/companies');
      expect(decodeURIComponent(removed.headers.getSetCookie().join())).to.include(`${made.id}/restoration`);
      expect((await admin('GET', '/w/a/crm/companies?removed=true')).text).to.include('Gone');
      await admin('POST', '/w/a/crm/companies/bulk-restoration', { form: { id: made.id } });
      expect((await admin('GET', `/w/a/crm/companies/${made.id}`)).text).not.to.include(
        'This is in the trash',
      );
    });

    it('is refused to whoever may not remove', async () => {
      expect((await viewer('POST', `${companyPage()}/removal`, { form: {} })).status).to.equal(403);
    });
  });

  describe('actions', () => {
    it('asks for what an action needs, and says what is missing', async () => {
      const deal = await screens.make('crm.deal', { name: 'To lose' });
      const path = `/w/a/crm/deals/${deal.id}/losing`;
      expect((await member('GET', path)).text).to.include('Price');
      const open = await member('POST', path, { form: {} });
      expect(open.status).to.equal(422);
      expect(open.text).to.include('Fill this in');
      const done = await member('POST', path, { form: { reason: 'price' } });
      expect(done.status).to.equal(303);
      expect((await member('GET', `/w/a/crm/deals/${deal.id}`)).text).to.include('Lost');
    });

    it('knows only the nouns that are declared', async () => {
      expect((await member('GET', `${companyPage()}/constructor`)).status).to.equal(404);
      expect((await member('POST', `${companyPage()}/destruction`, { form: {} })).status).to.equal(404);
    });
  });

  it('searches everything one may see', async () => {
    const { text } = await member('GET', '/w/a/search?q=lovelace', byHtmx('search-results'));
    expect(text).to.include('Ada Lovelace').and.not.to.include('<html');
    expect((await stranger('GET', '/w/b/search?q=lovelace')).text).not.to.include('Ada Lovelace');
  });

  it('has no script, style or handler inside a page', async () => {
    for (const path of [
      '/w/a/crm/contacts',
      '/w/a/crm/contacts/new',
      companyPage(),
      `${companyPage()}/edit`,
      '/w/a/search',
    ]) {
      const { text, headers } = await member('GET', path);
      expect(headers.get('content-security-policy'), path).to.include("script-src 'self'");
      expect(text, path).not.to.match(/<script(?![^>]*\bsrc=)|<style|\sstyle="|\son\w+="|javascript:/i);
    }
  });
});

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    amp: '&',
    '#x27': "'",
    '#x3D': '=',
    '#x60': '`',
  };
  return text.replace(/&(#?\w+);/g, (whole, name: string) => letters[name] ?? whole);
}
