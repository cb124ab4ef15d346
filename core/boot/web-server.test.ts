import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { drain, leaveInPeace } from './drain.ts';
import { addressOf, listen, openWebServer } from './web-server.ts';

/** Asks again and again over one connection until an answer says that it ends. */
async function askUntilTold(port: number, onAnswer: (answers: number) => void): Promise<{ failed: boolean }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let answers = 1; ; answers += 1) {
    const told = await new Promise<string | undefined>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (response) => {
        response.resume().once('end', () => resolve(response.headers.connection));
      }).once('error', reject);
    }).catch(() => 'failed');
    if (told !== 'keep-alive') return { failed: told !== 'close' };
    onAnswer(answers);
  }
}

const anywhere = { host: '127.0.0.1', port: 0, publicUrl: undefined };

describe('boot: the web server', () => {
  it('lets a request that is under way finish, and takes no more', async () => {
    const server = openWebServer((_request, response) => void setTimeout(() => response.end('done'), 200));
    await listen(server, anywhere);
    const url = addressOf(server, anywhere);
    const answer = fetch(url).then((response) => response.text());
    await new Promise((resume) => setTimeout(resume, 50));
    const drained = drain(server);
    const refused = await fetch(url).then(
      () => false,
      () => true,
    );
    await drained;
    expect([await answer, refused]).to.deep.equal(['done', true]);
  });

  it('does not wait for connections that are kept open idle', async () => {
    const server = openWebServer((_request, response) => void response.end('done'));
    await listen(server, anywhere);
    await (await fetch(addressOf(server, anywhere))).text();
    const began = performance.now();
    await drain(server);
    expect(performance.now() - began).to.be.below(1_000);
  });

  it('lets clients that keep connections open leave without one of their requests failing', async () => {
    const server = openWebServer((_request, response) => void setTimeout(() => response.end('done'), 2));
    const stopping = new AbortController();
    leaveInPeace(server, stopping.signal);
    await listen(server, anywhere);
    const { port } = server.address() as AddressInfo;
    let settled = 0;
    const clients: Promise<{ failed: boolean }>[] = [];
    await new Promise<void>((everyoneIsServed) => {
      const onAnswer = (answers: number) => {
        if (answers === 2) settled += 1;
        if (settled === 20) everyoneIsServed();
      };
      clients.push(...Array.from({ length: 20 }, () => askUntilTold(port, onAnswer)));
    });
    stopping.abort();
    await drain(server);
    const outcomes = await Promise.all(clients);
    expect(outcomes.filter(({ failed }) => failed)).to.deep.equal([]);
  });

  it('gives the address to type', async () => {
    const server = openWebServer((_request, response) => void response.end());
    await listen(server, anywhere);
    expect(addressOf(server, anywhere)).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(addressOf(server, { ...anywhere, host: '0.0.0.0' })).to.match(/^http:\/\/localhost:\d+$/);
    expect(addressOf(server, { ...anywhere, publicUrl: 'https://crm.example.com' })).to.equal(
      'https://crm.example.com',
    );
    await drain(server);
  });

  it('says what to do about an address this machine does not have', async () => {
    const server = openWebServer((_request, response) => void response.end());
    const refusal = await listen(server, { host: '203.0.113.1', port: 0 }).catch(
      (error: Error) => error.message,
    );
    expect(refusal).to.match(/This machine has no address 203\.0\.113\.1\. Set HOST to 127\.0\.0\.1/);
  });
});
