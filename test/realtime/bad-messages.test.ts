import { connect as connectTcp } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { type Browser, bootLiveApp, type LiveApp } from './live-app.ts';

const interest = { workspace: 'a', resource: 'live-desk.ticket' };

describe('realtime: bad messages', () => {
  let app: LiveApp;

  before(async () => {
    app = await bootLiveApp();
  });

  after(() => app.stop());

  const open = () => app.browser(app.workspaces.a.people.viewer);

  async function stillWorks(): Promise<void> {
    const browser = await open();
    expect(await browser.ask('join', interest)).to.include({ ok: true });
    browser.socket.disconnect();
  }

  it('answers what it does not understand with a refusal', async () => {
    const browser = await open();
    const bad: unknown[] = [
      null,
      7,
      'live-desk.ticket',
      [],
      {},
      { ...interest, record: 'not an id' },
      { ...interest, extra: true },
      { workspace: {}, resource: 'x' },
      { workspace: 'a', resource: 'x'.repeat(500) },
    ];
    for (const message of bad) {
      const answer = await browser.ask('join', message);
      expect(answer).to.deep.include({ ok: false });
      expect(answer).to.have.nested.property('error.code', 'invalid-input');
    }
    for (const resource of ['__proto__', 'constructor', 'toString', 'live-desk.nothing']) {
      const answer = await browser.ask('join', { workspace: 'a', resource });
      expect(answer).to.have.nested.property('error.code', 'not-found');
    }
  });

  it('minds neither a missing answer, nor further arguments, nor events it does not know', async () => {
    const { socket } = await open();
    socket.emit('join');
    socket.emit('join', interest);
    socket.emit('join', interest, 'not a function', { more: true });
    socket.emit('leave', null);
    socket.emit('whatever', { a: 1 });
    await pause(50);
    expect(socket.connected).to.equal(true);
  });

  it('closes a connection that sends too much', async () => {
    const { socket } = await open();
    socket.emit('join', { ...interest, resource: 'x'.repeat(50_000) });
    await new Promise((resolve) => socket.once('disconnect', resolve));
    await stillWorks();
  });

  it('lets one page ask for a limited number of things', async () => {
    const browser = await open();
    const answers = await Promise.all(Array.from({ length: 200 }, () => browser.ask('join', interest)));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).to.have.lengthOf(80);
    expect(refused[0]).to.have.nested.property('error.code', 'rate-limited');
  });

  it('survives ten thousand malformed packets without growing', async () => {
    const browsers: Browser[] = [];
    for (let index = 0; index < 5; index += 1) browsers.push(await open());
    const before = process.memoryUsage().rss;
    for (const [index, browser] of browsers.entries()) {
      for (let count = 0; count < 2_000; count += 1) {
        browser.socket.io.engine.write(malformed[(index + count) % malformed.length] ?? '');
      }
    }
    await pause(300);
    expect(process.memoryUsage().rss - before).to.be.below(50 * 1024 * 1024);
    await stillWorks();
  });

  it('survives bytes that are no protocol at all', async () => {
    const { port } = new URL(app.base);
    const socket = connectTcp(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET /live/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n');
    socket.write('Connection: Upgrade\r\nSec-WebSocket-Key: ???\r\n\r\n\u0000\u0001\u0002');
    await pause(50);
    socket.destroy();
    await stillWorks();
  });
});

const malformed = [
  '2',
  '2{',
  '2["join"',
  '51-["join",{"_placeholder":true,"num":0}]',
  '29["x"]',
  '4{"a":1}',
  '9',
  '2[]',
  '2["connect"]',
  '2[null]',
  '0/other,',
  '3["x"]',
];
