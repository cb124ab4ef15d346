import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { until } from '../../test/processes/until.ts';
import { healthAddress, watchAnswers } from './watch-answers.mjs';

describe('starting: a process that answers nobody any more', () => {
  let server: Server;
  let address: string;
  let asked = 0;
  let reply: (response: ServerResponse) => void;
  let silences = 0;
  let leave: () => void;

  beforeEach(async () => {
    [asked, silences] = [0, 0];
    server = createServer((_request, response) => {
      asked += 1;
      reply(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health/live`;
  });
  afterEach(() => {
    leave();
    server.closeAllConnections();
    server.close();
  });

  const watch = () => {
    const onSilent = () => {
      silences += 1;
    };
    leave = watchAnswers({ address, patienceMs: 80, everyMs: 20, limitMs: 300, onSilent });
  };
  const isAskedAgain = (times: number) => {
    const before = asked;
    return until(() => asked >= before + times);
  };
  const says = (status: number) => (response: ServerResponse) => void response.writeHead(status).end('so');

  const breaksOff = (response: ServerResponse) => void response.destroy();

  it('is told once, when it answered before', async () => {
    reply = says(200);
    watch();
    await isAskedAgain(2);
    reply = () => undefined;
    await until(() => silences === 1);
    expect(asked).to.be.at.least(6);
  });

  it('is none that has not begun to answer, as while the tables are brought up to date', async () => {
    reply = breaksOff;
    watch();
    await isAskedAgain(8);
    expect(silences).to.equal(0);
  });

  it('is none that says that it cannot serve: its database is away', async () => {
    reply = says(200);
    watch();
    await isAskedAgain(1);
    reply = says(503);
    await isAskedAgain(8);
    expect(silences).to.equal(0);
  });

  it('is none that stumbled now and then', async () => {
    reply = (response) => (asked % 3 === 0 ? says(200) : breaksOff)(response);
    watch();
    await isAskedAgain(9);
    expect(silences).to.equal(0);
  });

  it('is asked where it listens, and not at all where nobody can know', () => {
    const at = (words: string[], env: Record<string, string> = {}) => healthAddress(words, env, []);
    expect(at([])).to.equal('http://127.0.0.1:3000/health/live');
    expect(at(['web'], { HOST: '0.0.0.0', PORT: '8080' })).to.equal('http://127.0.0.1:8080/health/live');
    expect(at(['worker'], { HOST: '::1', WORKER_PORT: '9001' })).to.equal('http://[::1]:9001/health/live');
    for (const words of [['backup'], ['migrate'], ['cli']]) expect(at(words)).to.equal(undefined);
    expect(at(['all'], { PORT: '0' })).to.equal(undefined);
    expect(healthAddress(['all'], {}, ['--inspect=9229'])).to.equal(undefined);
  });
});
