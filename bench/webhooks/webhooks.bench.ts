import { createHmac, randomUUID } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type MadeEndpoint, makeEndpoint } from '../../core/webhooks/endpoints.ts';
import { percentile } from '../percentile.ts';

const calls = Number(process.env.CALLS ?? 300);
const gapMs = 50;
const targetMs = 50;

describe(`bench: ${calls} webhooks received by an idle instance`, () => {
  let app: TestApp;
  let endpoint: MadeEndpoint;
  before(async () => {
    app = await bootTestApp({ fixtures: ['hooked'], withWork: true });
    endpoint = await makeEndpoint(app.runtime, await app.scope('admin'), { webhook: 'hooked.answers' });
  });
  after(() => app?.stop());

  it('until the sender has its answer', async function () {
    this.timeout(300_000);
    const bare = () => fetch(`${app.url}/health/live`);
    for (let at = 0; at < 30; at += 1) await Promise.all([bare(), receive(at)]);
    const times = { webhook: [] as number[], bare: [] as number[] };
    // In turns, so that whatever slows the machine down hits both alike.
    for (let at = 0; at < calls; at += 1) {
      times.webhook.push(await timed(() => receive(at), 202));
      times.bare.push(await timed(bare, 200));
      await pause(gapMs);
    }
    const [webhook, empty] = [figuresOf(times.webhook), figuresOf(times.bare)];
    const { rows } = await app.runtime.database.pool.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    console.log(
      [
        `      webhook      p50 ${ms(webhook.p50)}  p95 ${ms(webhook.p95)} (target below ${targetMs} ms)`,
        `      empty answer p50 ${ms(empty.p50)}  p95 ${ms(empty.p95)}; ratio ${(webhook.p50 / empty.p50).toFixed(1)} and ${(webhook.p95 / empty.p95).toFixed(1)}`,
        `      ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}, PostgreSQL ${rows[0]?.version}; caller, server and jobs in one process`,
      ].join('\n'),
    );
  });

  /** Signed, stored and acknowledged; the job that follows runs in the pause. */
  function receive(at: number): Promise<Response> {
    const [id, body] = [randomUUID(), JSON.stringify({ words: `measured ${at}` })];
    const seconds = String(Math.floor(Date.now() / 1_000));
    const key = Buffer.from(endpoint.secret.replace('whsec_', ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
    const signed = { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
    const headers = { 'content-type': 'application/json', ...signed };
    return fetch(app.url + endpoint.path, { method: 'POST', body, headers });
  }
});

async function timed(ask: () => Promise<Response>, expected: number): Promise<number> {
  const began = performance.now();
  const answer = await ask();
  await answer.arrayBuffer();
  const took = performance.now() - began;
  expect(answer.status).to.equal(expected);
  return took;
}

function figuresOf(times: readonly number[]) {
  const sorted = [...times].sort((one, other) => one - other);
  return { p50: percentile(sorted, 50), p95: percentile(sorted, 95) };
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(5)} ms`;
}
