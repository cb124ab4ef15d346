import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { Browser } from '../http/browser.ts';
import { openDoors, signedIn } from './people.ts';

interface Made {
  readonly id: string;
  readonly address: string;
  readonly secret: string;
}

interface Inbox {
  readonly data: readonly { readonly id: string; readonly title: string }[];
  readonly page: { readonly next: string | null };
  readonly unread: number;
}

describe('contributions: over REST', () => {
  const inA = { 'guildhall-workspace': 'a' };
  let app: TestApp;
  let member: Browser;
  before(async () => {
    app = await bootTestApp({ fixtures: ['hooked', 'crier', 'mailer'] });
    await openDoors(app);
    member = await signedIn(app, 'member@a.example');
  });
  after(() => app.stop());

  const make = async (body: object): Promise<Made> =>
    (await app.as('admin').post('/api/webhooks').send(body).expect(201)).body.data;

  describe('webhooks', () => {
    it('are made, shown without their secret, given a new one and removed', async () => {
      const admin = app.as('admin');
      const made = await make({ webhook: 'hooked.answers', label: 'Form' });
      expect(made.address).to.match(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]{43}$/);
      expect(made.secret).to.match(/^whsec_/);
      const listed = await admin.get('/api/webhooks').expect(200);
      expect(listed.body.kinds).to.deep.equal([{ id: 'hooked.answers', title: 'Answers' }]);
      expect(listed.body.data[0]).to.include({ id: made.id, label: 'Form', refusedCount: 0 });
      expect(listed.text).not.to.include(made.secret).and.not.to.include('/hooks/');
      const renewed = await admin.post(`/api/webhooks/${made.id}/secret`).expect(200);
      expect(renewed.body.data).to.include({ id: made.id, address: null });
      expect(renewed.body.data.secret).not.to.equal(made.secret);
      await admin.delete(`/api/webhooks/${made.id}`).expect(200);
      expect((await admin.get('/api/webhooks')).body.data).to.deep.equal([]);
      expect((await admin.delete(`/api/webhooks/${made.id}`)).status).to.equal(404);
    });

    it('are for those who may manage them, in their own workspace', async () => {
      const { id } = await make({ webhook: 'hooked.answers' });
      for (const answer of [
        await app.as('member').get('/api/webhooks'),
        await app.as('member').post('/api/webhooks').send({ webhook: 'hooked.answers' }),
        await app.as('member').delete(`/api/webhooks/${id}`),
      ]) {
        expect(answer.status).to.equal(403);
      }
      const other = app.as('admin', app.workspaces.b);
      expect((await other.get('/api/webhooks')).body.data).to.deep.equal([]);
      for (const path of [`${id}/secret`, `deliveries/${id}/redelivery`]) {
        expect((await other.post(`/api/webhooks/${path}`)).status, path).to.equal(404);
      }
      expect((await other.delete(`/api/webhooks/${id}`)).status).to.equal(404);
      expect((await app.anonymous().get('/api/webhooks')).status).to.equal(401);
    });

    it('say which value is wrong', async () => {
      const admin = app.as('admin');
      const post = (body: object) => admin.post('/api/webhooks').send(body);
      for (const [body, field] of [
        [{}, 'webhook'],
        [{ webhook: 'hooked.answers', secret: 'short' }, 'secret'],
        [{ webhook: 'hooked.answers', label: 'x'.repeat(101) }, 'label'],
      ] as const) {
        const answer = await post(body);
        expect(answer.status, field).to.equal(422);
        expect(answer.body.error.problems[0].path).to.deep.equal([field]);
      }
      expect((await post({ webhook: 'nobody.knows' })).status).to.equal(404);
      expect((await admin.delete('/api/webhooks/no-id')).status).to.equal(404);
    });
  });

  describe('messages', () => {
    const cry = (title: string) =>
      app
        .as('viewer')
        .post('/api/crier/cries')
        .send({ to: [app.workspaces.a.people.member.id], title })
        .expect(200);
    const get = async (query = '') =>
      JSON.parse((await member.get(`/api/notifications${query}`, inA)).text) as Inbox;

    it('come in pages without a gap, also where many were told at one moment', async () => {
      app.clock.set(new Date());
      for (let count = 0; count < 35; count += 1) await cry(`News ${count}`);
      app.clock.release();
      const first = await get();
      const second = await get(`?before=${first.page.next}`);
      const titles = [...first.data, ...second.data].map(({ title }) => title);
      expect([first.data.length, new Set(titles).size, second.page.next]).to.deep.equal([30, 35, null]);
    });

    it('are marked as read and as unread, and the unread can be asked for alone', async () => {
      const { data, unread } = await get();
      const [{ id: newest } = { id: '' }] = data;
      const path = `/api/notifications/${newest}/reading`;
      expect((await member.call('POST', path, {}, inA)).status).to.equal(200);
      expect((await get()).unread).to.equal(unread - 1);
      const ids = (await get('?unread=true')).data.map(({ id }) => id);
      expect(ids).not.to.include(newest);
      expect((await member.call('DELETE', path, {}, inA)).status).to.equal(200);
      expect((await get()).unread).to.equal(unread);
      const stranger = await signedIn(app, 'admin@a.example');
      expect((await stranger.call('POST', path, {}, inA)).status).to.equal(404);
    });

    it('reach those who want them', async () => {
      const put = (type: string, json: object) =>
        member.call('PUT', `/api/notifications/preferences/${type}`, json, inA);
      const chosen = (await put('crier.cried', { isOn: false })).json().data as { channels: unknown }[];
      expect(chosen).to.have.lengthOf(1);
      expect(chosen[0]?.channels).to.deep.equal([{ channel: 'inApp', isOn: false }]);
      const { unread } = await get();
      await cry('Unheard');
      expect((await get()).unread).to.equal(unread);
      expect((await put('crier.whispered', { isOn: true })).status).to.equal(404);
      expect((await put('crier.cried', { isOn: 'perhaps' })).status).to.equal(422);
      expect((await put('crier.cried', { isOn: true, channel: 'pigeon' })).status).to.equal(422);
      expect((await app.as('member').get('/api/notifications/preferences')).status).to.equal(404);
    });
  });
});
