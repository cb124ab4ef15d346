import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { packageRoot } from '../../core/package-root.ts';
import { endProcesses } from '../boot/started-process.ts';
import { addressOf, type House, openHouse } from './house.ts';

const sdk = pathToFileURL(join(packageRoot(), 'test', 'processes', 'print-spans.mjs')).href;

describe('processes: with an OpenTelemetry SDK loaded before them', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  afterEach(endProcesses);
  after(() => house.stop());

  it('a request and what it does are spans of the trace its caller names', async () => {
    const server = house.start('all', { NODE_OPTIONS: `--import=${sdk}` });
    const base = await addressOf(server);
    const headers = {
      authorization: `Bearer ${house.app.keys.a.member}`,
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    };
    expect((await fetch(`${base}/api/crm/contacts`, { headers })).status).to.equal(200);
    const [, request = ''] = await server.says(/span (\{"name":"GET \/api\/:plugin\/:path".*\})/);
    expect(JSON.parse(request)).to.include({ trace: '4bf92f3577b34da6a3ce929d0e0e4736', parent: 'client' });
    expect(server.output()).to.match(/span \{"name":"statement","trace":"4bf92f3577b34da6a3ce929d0e0e4736"/);
    expect(server.output()).to.match(/span \{"name":"unit of work"/);
  });
});
