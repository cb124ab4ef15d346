import { expect } from 'chai';
import { approvalPages } from '../../core/actions/http/approval-pages.ts';
import { notificationPages } from '../../core/notifications/http/notification-pages.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser, type PageAnswer } from '../http/browser.ts';
import { givePasswords, type PagesApp, password, servePages } from '../http/pages-app.ts';

interface Inbox {
  readonly moreUrl: string | null;
  readonly approvals: readonly {
    readonly id: string;
    readonly seen: string;
    readonly askedBy: string;
    readonly args: string;
    readonly canDecide: boolean;
    readonly problem: string | null;
    readonly reasonProblem: string | null;
    readonly reason: string | null;
    readonly stateWords: string;
    readonly preview: { readonly summary: string };
    readonly editUrl: string;
  }[];
}

interface EditForm {
  readonly preview: { readonly summary: string } | null;
  readonly form: {
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly sections: readonly {
      readonly fields: readonly {
        readonly name: string;
        readonly value: string;
        readonly was: string;
        readonly control: string;
        readonly problem: string | null;
      }[];
    }[];
  };
}

describe('approvals: the pages', () => {
  let app: TestApp;
  let served: PagesApp;
  let owner: Browser;
  let viewer: Browser;
  const inbox = '/w/a/settings/approvals';

  before(async () => {
    app = await bootTestApp({ fixtures: ['chores'] });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime, [approvalPages(), notificationPages()]);
    [owner, viewer] = [await signedIn('owner'), await signedIn('viewer')];
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  async function signedIn(role: 'owner' | 'viewer', slug: 'a' | 'b' = 'a') {
    const browser = new Browser(served);
    await browser.signIn(app.workspaces[slug].people[role].email, password);
    return browser;
  }
  async function ask(words: string): Promise<string> {
    const { body } = await app
      .as('member')
      .post('/api/actions/chores.chore.announce')
      .send({ words })
      .expect(202);
    return body.approval.id;
  }
  const shownIn = (answer: PageAnswer, id: string) => {
    const found = answer.page<Inbox>().model.approvals.find((one) => one.id === id);
    if (!found) throw new Error('It is not shown.');
    return found;
  };
  const shown = async (id: string, browser = owner, query = '') =>
    shownIn(await browser.get(`${inbox}${query}`), id);

  it('shows what waits, who asks and what would happen, and takes an approval once', async () => {
    const id = await ask('By inbox');
    const one = await shown(id);
    expect(one).to.include({ canDecide: true });
    expect(one.preview.summary).to.equal('Would say "By inbox".');
    expect(JSON.parse(one.args)).to.deep.equal({ words: '•••' });
    const sent = { seen: one.seen };
    const done = await owner.post(`${inbox}/${id}/approval`, sent);
    expect([done.status, done.location]).to.deep.equal([303, inbox]);
    expect((await owner.post(`${inbox}/${id}/approval`, sent)).status).to.equal(409);
    expect((await shown(id, owner, '?state=decided')).stateWords).to.equal('Done');
  });

  it('tells those who may decide, and nobody else', async () => {
    const id = await ask('Told');
    const { notifications } = (await owner.get('/w/a/notifications')).page<{
      notifications: { title: string; body: string; openAction: string }[];
    }>().model;
    expect(notifications[0]).to.include({ body: 'Would say "Told".' });
    const opened = await owner.post(notifications[0]?.openAction ?? '');
    expect(opened.location).to.equal(`${inbox}#approval-${id}`);
    const other = (await viewer.get('/w/a/notifications')).page<{ notifications: object[] }>().model;
    expect(other.notifications).to.deep.equal([]);
  });

  describe('arguments that are edited before approving', () => {
    const formOf = (answer: PageAnswer) => answer.page<EditForm>().model;
    const fieldIn = (answer: PageAnswer, name: string) => {
      const found = formOf(answer).form.sections[0]?.fields.find((field) => field.name === name);
      if (!found) throw new Error(`The form has no field ${name}.`);
      return found;
    };
    /** As a browser would send it: all fields, with what they held when the form was opened. */
    function edited(answer: PageAnswer, changes: Readonly<Record<string, string>>): Record<string, string> {
      const { fields = [] } = formOf(answer).form.sections[0] ?? {};
      const all = fields.flatMap(({ name, value, was }) => [
        [name, value],
        [`was.${name}`, was],
      ]);
      const hidden = formOf(answer).form.hidden.map(({ name, value }) => [name, value]);
      return { ...Object.fromEntries([...all, ...hidden]), ...changes };
    }
    const opened = async (id: string) => owner.get(`${inbox}/${id}/edit`);
    const send = (id: string, form: Record<string, string>) => owner.post(`${inbox}/${id}/edit`, form);

    it('stand in the fields of the action, are tried first, and keep what was typed when it is wrong', async () => {
      const id = await ask('Edited');
      const form = await opened(id);
      // What is secret is not shown to whoever decides, and may be left as it is.
      expect(fieldIn(form, 'words')).to.include({ value: '•••', control: 'text' });
      const wrong = await send(id, edited(form, { words: 'x' }));
      expect(wrong.status).to.equal(422);
      expect(fieldIn(wrong, 'words').value).to.equal('x');
      expect(fieldIn(wrong, 'words').problem).to.be.a('string');
      const tried = await send(id, edited(form, { words: 'Edited well', preview: 'true' }));
      expect(formOf(tried).preview?.summary).to.equal('Would say "Edited well".');
      const done = await send(id, edited(tried, { words: 'Edited well' }));
      expect([done.status, done.location]).to.deep.equal([303, inbox]);
      const { body } = await app.as('viewer').get('/api/chores/chores?q=edited').expect(200);
      expect(body.data.map(({ title }: { title: string }) => title)).to.deep.equal(['Edited well']);
      expect((await send(id, edited(tried, {}))).status).to.equal(409);
    });

    it('that are left as they stood stay as they were asked for, secrets too', async () => {
      const id = await ask('Left as it stood');
      expect((await send(id, edited(await opened(id), {}))).status).to.equal(303);
      const { body } = await app.as('viewer').get('/api/chores/chores?q=stood').expect(200);
      expect(body.data).to.have.length(1);
    });

    it('are JSON where no field can show them, with their problems beside it', async () => {
      const create = Array.from({ length: 2 }, (_, n) => ({ title: `Many at once ${n}` }));
      const gone = await Promise.all(
        Array.from({ length: 11 }, async () => {
          const made = await app.as('member').post('/api/chores/chores').send({ title: 'Going' });
          return made.body.data.id as string;
        }),
      );
      const asked = await app.as('member').post('/api/chores/chores/bulk').send({ create, remove: gone });
      expect(asked.status).to.equal(202);
      const { id } = asked.body.approval;
      const form = await opened(id);
      const rest = fieldIn(form, 'form.rest');
      expect(JSON.parse(rest.value)).to.deep.equal({ create, remove: gone });
      for (const [text, problem] of [
        ['{create', /no JSON/],
        ['[]', /one JSON object/],
        ['{"create":[{"title":""}]}', /^create\.0\.title: /],
      ] as const) {
        const wrong = await send(id, edited(form, { 'form.rest': text }));
        expect(wrong.status).to.equal(422);
        expect(fieldIn(wrong, 'form.rest').value).to.equal(text);
        expect(fieldIn(wrong, 'form.rest').problem).to.match(problem);
      }
      const fewer = JSON.stringify({ create: [{ title: 'Only one of many' }] });
      expect((await send(id, edited(form, { 'form.rest': fewer }))).status).to.equal(303);
      const { body } = await app.as('viewer').get('/api/chores/chores?q=many').expect(200);
      expect(body.data.map(({ title }: { title: string }) => title)).to.deep.equal(['Only one of many']);
    });

    it('of a record are those of its form; which record it is stays', async () => {
      const { body } = await app.as('member').post('/api/chores/chores').send({ title: 'Held', minutes: 5 });
      const rule = { who: 'programs', action: 'chores.chore.update', verdict: 'approve' };
      await app.as('owner').put('/api/action-rules').send([rule]).expect(200);
      const address = `/api/chores/chores/${body.data.id}`;
      const asked = await app.as('member').patch(address).send({ title: 'Held and changed', minutes: 6 });
      await app.as('owner').put('/api/action-rules').send([]).expect(200);
      const { id } = asked.body.approval;
      const form = await opened(id);
      expect(formOf(form).form.sections[0]?.fields.map(({ name }) => name)).to.deep.equal([
        ...['title', 'minutes'],
      ]);
      expect(fieldIn(form, 'minutes')).to.include({ value: '6', control: 'number' });
      expect((await send(id, edited(form, { minutes: '' }))).status).to.equal(303);
      const changed = await app.as('viewer').get(address).expect(200);
      expect(changed.body.data).to.include({ title: 'Held and changed', minutes: null, state: 'open' });
    });

    it('are for those who may decide', async () => {
      const id = await ask('Not to be edited by you');
      expect((await viewer.get(`${inbox}/${id}/edit`)).status).to.equal(404);
      expect((await viewer.post(`${inbox}/${id}/edit`, { words: 'Mine now' })).status).to.equal(404);
      const other = await signedIn('owner', 'b');
      expect((await other.get(`/w/b/settings/approvals/${id}/edit`)).status).to.equal(404);
      expect((await other.post(`/w/b/settings/approvals/${id}/edit`, {})).status).to.equal(404);
    });
  });

  it('takes a rejection with its reason, beside which its problem stands', async () => {
    const id = await ask('Rejected');
    const bad = await owner.post(`${inbox}/${id}/rejection`, { reason: '' });
    expect(bad.status).to.equal(422);
    expect(shownIn(bad, id).reasonProblem).to.be.a('string');
    await owner.post(`${inbox}/${id}/rejection`, { reason: 'Not like this' });
    expect(await shown(id, owner, '?state=decided')).to.include({ reason: 'Not like this' });
  });

  it('refuses whoever may not decide, and shows another workspace nothing', async () => {
    const id = await ask('Not for you');
    const { seen } = await shown(id);
    const sent = { seen };
    expect((await viewer.get(inbox)).page<Inbox>().model.approvals).to.deep.equal([]);
    expect((await viewer.post(`${inbox}/${id}/approval`, sent)).status).to.equal(403);
    const other = await signedIn('owner', 'b');
    expect((await other.get('/w/b/settings/approvals')).page<Inbox>().model.approvals).to.deep.equal([]);
    expect((await other.post(`/w/b/settings/approvals/${id}/approval`, sent)).status).to.equal(404);
    expect((await other.get(inbox)).status).to.equal(404);
  });

  it('pages through what waits', async () => {
    for (let n = 0; n < 26; n += 1) await ask(`Many ${n}`);
    const first = (await owner.get(inbox)).page<Inbox>().model;
    expect(first.approvals).to.have.length(25);
    const second = (await owner.get(first.moreUrl ?? '')).page<Inbox>().model;
    expect(second.approvals.length).to.be.greaterThan(0);
    expect(second.moreUrl).to.equal(null);
    const seen = new Set(first.approvals.map(({ id }) => id));
    expect(second.approvals.some(({ id }) => seen.has(id))).to.equal(false);
  });
});
