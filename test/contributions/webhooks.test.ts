import { createHmac, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { createApp } from '../../core/http/app.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { TestWorkspace } from '../../core/testing/test-people.ts';
import { bootAgain } from '../../core/testing/test-runtime.ts';
import {
  type MadeEndpoint,
  makeEndpoint,
  redeliver,
  removeEndpoint,
  renewEndpointSecret,
} from '../../core/webhooks/endpoints.ts';
import { forgetOldDeliveries } from '../../core/webhooks/forget-old-deliveries.ts';
import { listEndpoints } from '../../core/webhooks/list-endpoints.ts';
import { serve } from '../http/served-app.ts';
import { openDoors, signedIn } from './people.ts';

interface Sent {
  readonly id?: string;
  readonly at?: Date;
  readonly secret?: string;
  readonly type?: string;
  readonly signature?: string;
  readonly body?: string;
  /** The process that is called. */
  readonly url?: string;
}

describe('webhooks: calls from outside', () => {
  let app: TestApp;
  let here: MadeEndpoint;
  let there: MadeEndpoint;
  const first = randomUUID();
  before(async () => {
    app = await bootTestApp({ fixtures: ['hooked'], withWork: true });
    await openDoors(app);
    here = await makeEndpoint(app.runtime, await app.scope('admin'), { webhook: 'hooked.answers' });
    const admin = await app.scope('admin', app.workspaces.b);
    there = await makeEndpoint(app.runtime, admin, { webhook: 'hooked.answers' });
  });
  after(() => app.stop());

  function call({ path }: MadeEndpoint, payload: object, sent: Sent = {}) {
    const { id = randomUUID(), at = new Date(), secret = here.secret, type = 'application/json' } = sent;
    const body = sent.body ?? JSON.stringify(payload);
    const seconds = Math.floor(at.getTime() / 1_000);
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signed = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
    return fetch((sent.url ?? app.url) + path, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': sent.signature ?? `v1,${signed}`,
      },
    });
  }

  const wordsIn = async ({ id }: TestWorkspace): Promise<string[]> => {
    const rows = await inWorkspace(app.runtime.database, id, (unit) =>
      unit.run<{ words: string }>({ text: 'select words from hooked_answers order by words', values: [] }),
    );
    return rows.map(({ words }) => words);
  };

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + 20_000; performance.now() < end; ) {
      if (await holds()) return;
      await new Promise((go) => setTimeout(go, 50));
    }
    throw new Error('It did not come to that within 20 s.');
  }

  it('are acknowledged, then handled, once for each delivery', async () => {
    for (const expected of ['accepted', 'known', 'known']) {
      const answer = await call(here, { words: 'first' }, { id: first });
      expect([answer.status, await answer.json()]).to.deep.equal([
        expected === 'accepted' ? 202 : 200,
        { data: { delivery: expected } },
      ]);
    }
    await until(async () => (await wordsIn(app.workspaces.a)).length > 0);
    expect(await wordsIn(app.workspaces.a)).to.deep.equal(['first']);
    expect(await wordsIn(app.workspaces.b)).to.deep.equal([]);
  });

  it('have no effect unless they are genuine, fresh and for this address', async () => {
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    const refused: readonly [what: string, status: number, sent: Sent][] = [
      ['unsigned', 401, { signature: '' }],
      [
        'signed with another secret',
        401,
        { secret: `whsec_${Buffer.from('x'.repeat(32)).toString('base64')}` },
      ],
      ['signed with another workspace’s secret', 401, { secret: there.secret }],
      ['signed six minutes ago', 401, { at: minutes(-6) }],
      ['signed six minutes from now', 401, { at: minutes(6) }],
      ['of another scheme', 401, { signature: 'v2,AAAA' }],
      ['of another type', 422, { type: 'text/plain' }],
      ['form data', 422, { type: 'application/x-www-form-urlencoded' }],
      ['no JSON', 401, { body: 'words=evil' }],
      ['too large', 413, { body: JSON.stringify({ words: 'x'.repeat(300_000) }) }],
    ];
    for (const [what, status, sent] of refused) {
      const answer = await call(here, { words: 'evil' }, sent);
      expect(answer.status, what).to.equal(status);
    }
    const kept = await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({ text: 'select id from webhook_deliveries', values: [] }),
    );
    expect(kept).to.have.lengthOf(1);
    const [endpoint] = await listEndpoints(app.runtime, await app.scope('admin'));
    expect(endpoint?.refusedCount).to.be.greaterThan(5);
  });

  it('find nothing at an unknown address, nor at one whose module is off', async () => {
    const unknown = await call({ ...here, path: `/hooks/${'A'.repeat(43)}` }, { words: 'lost' });
    const nowhere = [unknown.status, await unknown.text()];
    expect(nowhere[0]).to.equal(404);
    await switchPlugin(app.runtime, await app.scope('admin'), 'hooked', false);
    const off = await call(here, { words: 'off' });
    expect([off.status, await off.text()]).to.deep.equal(nowhere);
    await switchPlugin(app.runtime, await app.scope('admin'), 'hooked', true);
    expect((await call(here, { words: 'on again' })).status).to.equal(202);
    await until(async () => (await wordsIn(app.workspaces.a)).includes('on again'));
  });

  it('take two secrets for a day after one was renewed, and one after that', async () => {
    const admin = await app.scope('admin');
    const [endpoint] = await listEndpoints(app.runtime, admin);
    const renewed = await renewEndpointSecret(app.runtime, admin, endpoint?.id ?? '', {});
    expect((await call(here, { words: 'old secret' })).status).to.equal(202);
    expect((await call(here, { words: 'new secret' }, { secret: renewed.secret })).status).to.equal(202);
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({
        text: "update webhook_endpoints set previous_until = now() - interval '1 second'",
        values: [],
      }),
    );
    expect((await call(here, { words: 'too late' })).status).to.equal(401);
    here = { ...here, secret: renewed.secret };
  });

  it('get a new secret also where the one before can no longer be opened', async () => {
    const admin = await app.scope('admin');
    const [endpoint] = await listEndpoints(app.runtime, admin);
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({ text: "update secrets set sealed = 'v1.000000000000.' || substr(sealed, 17)", values: [] }),
    );
    expect((await call(here, { words: 'sealed by a lost key' })).status).to.equal(503);
    const renewed = await renewEndpointSecret(app.runtime, admin, endpoint?.id ?? '', {});
    here = { ...here, secret: renewed.secret };
    expect((await call(here, { words: 'with a new one' })).status).to.equal(202);
  });

  it('that failed show why, and are handled again when an admin says so', async () => {
    const admin = await app.scope('admin');
    await call(here, { words: 'bad', fail: true });
    const deliveries = async () => (await listEndpoints(app.runtime, admin))[0]?.deliveries ?? [];
    await until(async () => (await deliveries())[0]?.problem !== null);
    expect((await deliveries())[0]?.problem).to.include('The answer cannot be taken.');
    const bad = (await deliveries())[0]?.id ?? '';
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({
        text: 'update webhook_deliveries set payload = \'{"words":"mended"}\' where id = $1',
        values: [bad],
      }),
    );
    await redeliver(app.runtime, admin, bad);
    await until(async () => (await wordsIn(app.workspaces.a)).includes('mended'));
    expect((await deliveries()).find(({ id }) => id === bad)?.state).to.equal('handled');
  });

  it('are set up on a page by admins, who see address and secret once', async () => {
    const page = '/w/a/settings/webhooks';
    const member = await signedIn(app, 'member@a.example');
    expect((await member.get(page)).status).to.equal(403);
    expect((await member.post(page, { webhook: 'hooked.answers' })).status).to.equal(403);
    const admin = await signedIn(app, 'admin@a.example');
    const secret = 'given by the sender';
    const made = await admin.post(page, { webhook: 'hooked.answers', label: 'Survey', secret });
    expect(made.text)
      .to.include(secret)
      .and.to.match(/http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]{43}</);
    const later = await admin.get(page);
    expect(later.text).to.include('Survey').and.not.to.include(secret).and.not.to.include('/hooks/');
    const wrong = await admin.post(page, { webhook: 'hooked.answers', secret: 'short' });
    expect([wrong.status, wrong.text.includes('Use at least 16 characters')]).to.deep.equal([422, true]);
  });

  it('stop with the address', async () => {
    const admin = await app.scope('admin', app.workspaces.b);
    const [endpoint] = await listEndpoints(app.runtime, admin);
    await removeEndpoint(app.runtime, admin, endpoint?.id ?? '');
    expect((await call(there, { words: 'gone' }, { secret: there.secret })).status).to.equal(404);
  });

  it('are forgotten after a month', async () => {
    await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run({
        text: "update webhook_deliveries set received_at = now() - interval '31 days' where delivery_id = $1",
        values: [first],
      }),
    );
    expect(await forgetOldDeliveries(app.runtime)).to.equal(1);
  });

  it('are turned away beyond so many a minute, counted over all processes, each address for itself', async () => {
    const busy = await makeEndpoint(app.runtime, await app.scope('admin'), { webhook: 'hooked.answers' });
    const { pool } = app.runtime.database;
    // One less than a minute holds were counted elsewhere already.
    await pool.query('insert into rate_limits (key, points, expire) values ($1, $2, $3)', [
      `webhook:${busy.id}`,
      599,
      Date.now() + 40_000,
    ]);
    const second = await bootAgain(app, {});
    const other = await serve(createApp(second.runtime));
    try {
      const { secret } = busy;
      expect((await call(busy, { words: 'last' }, { secret })).status).to.equal(202);
      for (const url of [other.url, other.url, app.url]) {
        const refused = await call(busy, { words: 'too much' }, { secret, url });
        expect(refused.status, url).to.equal(429);
        expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
        expect(await refused.json()).to.have.nested.property('error.code', 'rate-limited');
      }
      expect((await call(here, { words: 'another address' }, { url: other.url })).status).to.equal(202);
      const [counted] = await listEndpoints(app.runtime, await app.scope('admin')).then((all) =>
        all.filter(({ id }) => id === busy.id),
      );
      expect(counted?.refusedCount, 'what was not looked at is no refusal').to.equal(0);
    } finally {
      other.close();
      await second.stop();
    }
  });

  it('are answered quickly, for they are handled afterwards', async () => {
    const times: number[] = [];
    for (let round = 0; round < 60; round += 1) {
      const began = performance.now();
      expect((await call(here, { words: `quick ${round}` })).status).to.equal(202);
      times.push(performance.now() - began);
    }
    const p95 = times.sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
    console.log(`      webhook answers: p95 ${p95.toFixed(1)} ms of ${times.length}`);
    expect(p95).to.be.below(2_000);
  });
});
