import { once } from 'node:events';
import { request as open } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { Router } from 'express';
import { createApp } from '../../core/http/app.ts';
import { scopeOf } from '../../core/http/locals.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type Served, serve } from './served-app.ts';

describe('http: when things go wrong', () => {
  let app: TestApp;
  let served: Served;
  let signal: AbortSignal | undefined;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    served = await serve(createApp(app.runtime, { api: [troubles()] }));
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  function troubles(): Router {
    const router = Router();
    router.get('/trouble/throws', () => {
      throw new Error('the secret recipe is 42');
    });
    router.get('/trouble/rejects', async () => {
      await pause(1);
      throw new TypeError('the secret recipe is 42');
    });
    router.get('/trouble/half', (_request, response) => {
      response.write('{"data":');
      throw new Error('in the middle');
    });
    router.get('/trouble/waits', (_request, response) => {
      signal = scopeOf(response).signal;
      response.writeProcessing();
    });
    return router;
  }

  const key = () => app.keys.a.viewer;
  const errorLines = () => app.log.lines.filter(({ level }) => level === 'error');

  for (const path of ['/api/trouble/throws', '/api/trouble/rejects']) {
    it(`answers ${path} without detail, and logs all of it once`, async () => {
      const before = errorLines().length;
      const answer = await served.send('GET', `${path}?q=private`, { key: key() });
      expect(answer.status).to.equal(500);
      expect(answer.text).not.to.contain('recipe').and.not.to.contain('at ');
      const [line, ...rest] = errorLines().slice(before);
      expect(rest).to.deep.equal([]);
      expect(line?.details).to.include({ path, requestId: answer.headers.get('x-request-id') });
      expect(line?.details.err).to.be.instanceOf(Error);
      expect(JSON.stringify(line)).not.to.contain('private').and.not.to.contain(key());
    });
  }

  it('breaks off an answer that failed half-way, and lives on', async () => {
    const failed = await served
      .send('GET', '/api/trouble/half', { key: key() })
      .catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(TypeError);
    expect((await served.send('GET', '/api/crm/contacts', { key: key() })).status).to.equal(200);
  });

  it('tells handlers when nobody waits any more', async () => {
    const asked = open(`${served.url}/api/trouble/waits`, { headers: { authorization: `Bearer ${key()}` } });
    asked.on('error', () => undefined);
    asked.end();
    await once(asked, 'information');
    expect(signal?.aborted).to.equal(false);
    asked.destroy();
    await pause(50);
    expect(signal?.aborted).to.equal(true);
  });

  it('stops reading an endless body at its limit', async () => {
    const headers = {
      authorization: `Bearer ${app.keys.a.member}`,
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    };
    const asked = open(`${served.url}/api/crm/contacts`, { method: 'POST', headers });
    asked.on('error', () => undefined);
    let sent = 0;
    const answered = once(asked, 'response');
    const feed = setInterval(() => {
      sent += 100_000;
      asked.write('x'.repeat(100_000));
    }, 5);
    const [response] = await answered;
    clearInterval(feed);
    asked.destroy();
    expect(response.statusCode).to.equal(413);
    expect(sent).to.be.below(5_000_000);
  });
});
