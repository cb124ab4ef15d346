import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { type RequestHandler, Router } from 'express';
import { createApp } from '../../core/http/app.ts';
import { scopeOf } from '../../core/http/locals.ts';
import { createWorkerApp } from '../../core/http/worker-app.ts';
import { callPlugin } from '../../core/kernel/call-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type Served, serve } from './served-app.ts';

const token = 'a token for whoever collects figures';

describe('monitoring: figures', () => {
  let app: TestApp;
  let served: Served;
  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    served = await serve(createApp(app.runtime));
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  const figures = async () => (await served.send('GET', '/metrics')).text;
  const withToken = (metricsToken: string | undefined, trustProxy = 0) =>
    serve(
      createWorkerApp(
        { ...app.runtime, config: { ...app.runtime.config, metricsToken, trustProxy } },
        () => false,
      ),
    );

  it('count requests by the pattern of their route, not by what was asked for', async () => {
    const key = app.keys.a.viewer;
    await served.send('GET', '/api/crm/contacts', { key });
    for (let at = 0; at < 20; at += 1) {
      await served.send('GET', `/api/crm/contacts/0199a3f0-5c2e-7d41-9f0b-3a6e2c8d1b${10 + at}`, { key });
      await served.send('GET', `/nowhere-${at}`);
    }
    const text = await figures();
    expect(text).to.match(
      /request_duration_seconds_count\{method="GET",route="\/api\/:plugin\/:path",status="200"\} 1/,
    );
    expect(text).to.match(
      /request_duration_seconds_count\{method="GET",route="\/api\/:plugin\/:path\/:id",status="404"\} 20/,
    );
    expect(text).not.to.include('nowhere-').and.not.to.include('0199a3f0');
  });

  it('tell of the process, its event loop and its database connections', async () => {
    const text = await figures();
    for (const name of [
      'process_resident_memory_bytes ',
      'nodejs_eventloop_lag_p99_seconds ',
      'guildhall_database_up 1',
      'guildhall_database_connections{state="awaited"} 0',
      'guildhall_event_loop_stalls 0',
    ])
      expect(text).to.include(name);
  });

  it('tell how long each plugin takes and how often it fails', async () => {
    const call = (work: () => unknown) =>
      callPlugin(app.runtime, { plugin: 'crm', what: 'job crm.nothing' }, work);
    await call(() => 1);
    await call(() => Promise.reject(new Error('broken'))).catch(() => undefined);
    const text = await figures();
    expect(text).to.match(/guildhall_plugin_call_duration_seconds_count\{plugin="crm",kind="job"\} 2/);
    expect(text).to.match(/guildhall_plugin_errors_total\{plugin="crm",kind="job"\} 1/);
  });

  it('are nothing to those who come through a proxy, as long as there is no token', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect((await served.send('GET', '/metrics', { headers: forwarded })).status).to.equal(404);
    const behind = await withToken(undefined, 1);
    expect((await behind.send('GET', '/metrics')).status).to.equal(404);
    behind.close();
  });

  it('are read with the token, and by nobody without it', async () => {
    const guarded = await withToken(token);
    const ask = (headers: Record<string, string>) => guarded.send('GET', '/metrics', { headers });
    expect((await ask({})).status).to.equal(404);
    expect((await ask({ authorization: `Bearer ${token}x` })).status).to.equal(404);
    const answer = await ask({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' });
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    guarded.close();
  });
});

describe('monitoring: lines of the log and requests that hang', () => {
  let app: TestApp;
  let served: Served;
  let signal: AbortSignal | undefined;
  before(async () => {
    app = await bootTestApp({ plugins: ['crm'], env: { REQUEST_TIMEOUT_MS: '1000' } });
    served = await serve(createApp(app.runtime, { api: [speaker()] }));
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  function speaker(): RequestHandler {
    const router = Router();
    router.get('/speaks', async (_request, response) => {
      const { log } = scopeOf(response);
      await callPlugin(app.runtime, { plugin: 'crm', what: 'route GET /speaks' }, () =>
        log.warn({ token: 'hidden elsewhere' }, 'It speaks.'),
      );
      response.sendStatus(204);
    });
    router.get('/hangs', (_request, response) => {
      signal = scopeOf(response).signal;
    });
    return router;
  }

  it('say which request, whose, in which workspace, and which plugin speaks', async () => {
    const answer = await served.send('GET', '/api/speaks', { key: app.keys.a.member });
    const line = app.log.lines.find(({ message }) => message === 'It speaks.');
    expect(line?.details).to.include({
      requestId: answer.headers.get('x-request-id'),
      workspace: app.workspaces.a.id,
      plugin: 'crm',
    });
    expect(line?.details.actor).to.match(/^apiKey:[0-9a-f-]{36}$/);
  });

  it('a request that hangs is answered, and whoever works on it is told', async () => {
    const answer = await served.send('GET', '/api/hangs', { key: app.keys.a.member });
    expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '5']);
    expect(answer.json().error).to.include({ code: 'unavailable' });
    expect(signal?.aborted).to.equal(true);
    await pause(20);
    const line = app.log.lines.find(({ message }) => message.startsWith('A request took too long'));
    expect(line?.details).to.include({ path: '/api/hangs', workspace: app.workspaces.a.id });
  });
});
