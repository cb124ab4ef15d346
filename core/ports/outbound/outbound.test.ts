import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { NotFound } from '../../sdk/index.ts';
import type { OutboundRules } from './destination.ts';
import { OutboundFailed, OutboundRefused } from './outbound-errors.ts';
import { isCovered } from './request-outbound.ts';
import { sendRequest } from './send-request.ts';
import { notations } from './test/notations.ts';
import { openSink, type Sink } from './test/sink.ts';

const local = async () => ['127.0.0.1'];
const inside: OutboundRules = { allowed: ['sink.test'], resolve: local };

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new NotFound('It was let through.');
    },
    (error: Error) => error,
  );
}

describe('outbound: requests to servers elsewhere', () => {
  let sink: Sink;
  let answer: RequestListener;
  beforeEach(async () => {
    answer = (_request, response) => void response.end('fine');
    sink = await openSink((request, response) => answer(request, response));
  });
  afterEach(() => sink.stop());
  const at = (path = '') => `http://sink.test:${sink.port}/${path}`;

  it('gives status, headers and body', async () => {
    const { status, headers, body, url } = await sendRequest({ url: at('a') }, inside);
    expect([status, body.toString(), url]).to.deep.equal([200, 'fine', at('a')]);
    expect(headers['content-length']).to.equal('4');
  });

  it('reach no address inside, however it is written', async () => {
    for (const host of notations) {
      for (const scheme of ['http', 'https']) {
        const error = await failure(
          sendRequest({ url: `${scheme}://${host}:${sink.port}/` }, { allowed: [] }),
        );
        expect(error, host).to.satisfy(
          (one: Error) => one instanceof OutboundRefused || one instanceof OutboundFailed,
        );
      }
    }
    expect(sink.hits()).to.equal(0);
    console.log(`      ${notations.length} notations by 2 schemes, ${sink.hits()} reached the server`);
  });

  it('reach nothing inside through a name, also when only one of its addresses lies there', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '10.0.0.7'], ['::ffff:7f00:1'], ['fd00::1']]) {
      const rules = { allowed: [], resolve: async () => addresses };
      const error = await failure(sendRequest({ url: `https://pretty.example:${sink.port}/` }, rules));
      expect(error).to.be.instanceOf(OutboundRefused);
    }
    expect(sink.hits()).to.equal(0);
  });

  it('go to the very address that was checked, whatever the name says next', async () => {
    const answers = [['127.0.0.1'], ['192.0.2.1']];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    await sendRequest({ url: at() }, { allowed: ['127.0.0.0/8'], resolve });
    expect([asked, sink.hits()]).to.deep.equal([1, 1]);
  });

  it('are checked again at each redirect', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      for (const target of [
        `http://127.0.0.1:${sink.port}/secret`,
        'http://169.254.169.254/',
        'file:///etc/passwd',
      ]) {
        const before = sink.hits();
        answer = (_request, response) => void response.writeHead(status, { location: target }).end();
        expect(await failure(sendRequest({ url: at() }, inside))).to.be.instanceOf(OutboundRefused);
        expect(sink.hits()).to.equal(before + 1);
      }
    }
  });

  it('follow three redirects and no more', async () => {
    answer = ({ url = '' }, response) => {
      const step = Number(url.slice(1));
      if (step === 0) return void response.end('there');
      response.writeHead(302, { location: `/${step - 1}` }).end();
    };
    expect((await sendRequest({ url: at('3') }, inside)).body.toString()).to.equal('there');
    expect((await failure(sendRequest({ url: at('4') }, inside))).message).to.match(/more than 3 times/);
  });

  it('leave credentials behind when they are sent on to another host', async () => {
    const seen: unknown[] = [];
    answer = ({ headers, url }, response) => {
      seen.push(headers.authorization);
      if (url === '/') response.writeHead(307, { location: `http://other.test:${sink.port}/x` }).end();
      else response.end();
    };
    const rules = { allowed: ['sink.test', 'other.test'], resolve: local };
    await sendRequest({ url: at(), headers: { Authorization: 'Bearer secret' } }, rules);
    expect(seen).to.deep.equal(['Bearer secret', undefined]);
  });

  it('leave all that may be a key behind then, whatever it is called, and nothing of a body that is not sent', async () => {
    const seen: Record<string, unknown>[] = [];
    answer = ({ headers, url }, response) => {
      seen.push(headers);
      if (url === '/') response.writeHead(307, { location: `http://other.test:${sink.port}/x` }).end();
      else response.end();
    };
    const rules = { allowed: ['sink.test', 'other.test'], resolve: local };
    const headers = {
      ...{ Accept: 'application/json', 'X-Shopify-Access-Token': 'secret', 'api-key': 'secret' },
      ...{ 'Content-Type': 'text/plain', 'Content-Length': '5' },
    };
    await sendRequest({ url: at(), method: 'POST', headers, body: 'hello', timeoutMs: 5_000 }, rules);
    const [first, second] = seen;
    expect(first).to.include({ 'api-key': 'secret', 'content-length': '5' });
    expect(second).to.include({ accept: 'application/json' });
    expect(second).not.to.have.any.keys('x-shopify-access-token', 'api-key', 'content-type');
    expect(second?.['content-length'] ?? '0').to.equal('0');
  });

  it('end with an answer that is too large, at the limit', async () => {
    let sent = 0;
    answer = (request, response) => {
      const chunk = Buffer.alloc(65_536);
      const more = () => {
        while (!request.destroyed && !response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', more);
      more();
    };
    const error = await failure(sendRequest({ url: at(), maxBytes: 1_000_000 }, inside));
    expect(error.message).to.match(/larger than 1000000 bytes/);
    expect(sent).to.be.below(20_000_000);
  });

  it('end with one that takes too long', async () => {
    answer = () => undefined;
    const error = await failure(sendRequest({ url: at(), timeoutMs: 50 }, inside));
    expect(error).to.be.instanceOf(OutboundFailed);
    expect(error.message).to.match(/did not answer in time/);
  });

  it('end also when the name is never looked up, by the limit or by who asked', async () => {
    const rules = { allowed: [], resolve: () => new Promise<never>(() => undefined) };
    const url = 'https://hangs.example/';
    const late = await failure(sendRequest({ url, timeoutMs: 50 }, rules));
    expect(late).to.be.instanceOf(OutboundFailed);
    expect(late.message).to.match(/hangs\.example was not looked up in time/);
    const leaving = new AbortController();
    const left = failure(sendRequest({ url, signal: leaving.signal }, rules));
    leaving.abort();
    expect(await left).to.be.instanceOf(OutboundFailed);
  });

  it('need https where nothing else was allowed, and no password in the address', async () => {
    const rules = { allowed: [], resolve: async () => ['93.184.215.14'] };
    expect((await failure(sendRequest({ url: 'http://example.com/' }, rules))).message).to.match(/https/);
    for (const url of [
      'ftp://example.com/',
      'example.com',
      'javascript:alert(1)',
      'https://a:b@example.com/',
    ]) {
      expect(await failure(sendRequest({ url }, rules)), url).to.be.instanceOf(OutboundRefused);
    }
  });

  it('of a plugin go to the hosts it declares', () => {
    expect(isCovered('api.stripe.com', 'api.stripe.com')).to.equal(true);
    expect(isCovered('API.Stripe.com', 'api.stripe.com')).to.equal(true);
    expect(isCovered('eu.api.example.com', '*.example.com')).to.equal(true);
    expect(isCovered('example.com', '*.example.com')).to.equal(false);
    expect(isCovered('evilexample.com', '*.example.com')).to.equal(false);
    expect(isCovered('api.stripe.com.evil.test', 'api.stripe.com')).to.equal(false);
  });
});
