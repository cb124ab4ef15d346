import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import type { Logger } from '../sdk/index.ts';
import { testClusterUrl } from '../testing/cluster.ts';
import { type OpenBroadcast, openBroadcast } from './broadcast-postgres.ts';

const failures: string[] = [];
const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (_details, message) => void failures.push(message),
};

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not happen within five seconds.');
    await pause(10);
  }
}

describe('broadcast: word between processes', () => {
  let here: OpenBroadcast;
  let there: OpenBroadcast;
  let url: string;

  beforeEach(async () => {
    failures.length = 0;
    url = await testClusterUrl();
    here = await openBroadcast({ url, log });
    there = await openBroadcast({ url, log });
  });

  afterEach(async () => {
    await here.close();
    await there.close();
  });

  function collect(broadcast: OpenBroadcast, topic: string): string[] {
    const heard: string[] = [];
    broadcast.hear(topic, (key) => void heard.push(key));
    return heard;
  }

  it('reaches this process at once and the others soon, each once', async () => {
    const [own, other] = [collect(here, 'modules'), collect(there, 'modules')];
    const told = here.tell('modules', 'a');
    expect(own).to.deep.equal(['a']);
    await told;
    await here.tell('modules', 'b');
    await until(() => other.length === 2);
    await pause(50);
    expect(other).to.deep.equal(['a', 'b']);
    expect(own).to.deep.equal(['a', 'b']);
  });

  it('keeps topics apart and stops when asked to', async () => {
    const [keys, modules] = [collect(there, 'keys'), [] as string[]];
    const stop = there.hear('modules', (key) => void modules.push(key));
    stop();
    await here.tell('modules', 'a');
    await here.tell('keys', 'k');
    await until(() => keys.length === 1);
    expect(modules).to.deep.equal([]);
  });

  it('lets the others hear when one listener throws', async () => {
    there.hear('modules', () => {
      throw new Error('broken');
    });
    const heard = collect(there, 'modules');
    await here.tell('modules', 'a');
    await until(() => heard.length === 1);
    expect(failures).to.have.lengthOf(1);
  });

  it('passes over notifications that are not ours', async () => {
    const heard = collect(there, 'modules');
    await query(`notify guildhall, 'rubbish'`);
    await query(`notify guildhall, '{"a":1}'`);
    await here.tell('modules', 'a');
    await until(() => heard.length > 0);
    expect(heard).to.deep.equal(['a']);
  });

  it('comes back after the connection is cut, delivers what was said, and warns that word was missed', async () => {
    const [own, other] = [collect(here, 'modules'), collect(there, 'modules')];
    await query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guildhall broadcast' and datname = current_database()`,
    );
    await pause(20);
    await here.tell('modules', 'late');
    await until(() => other.includes('*') && own.includes('*'));
    await here.tell('modules', 'after');
    await until(() => other.includes('after'));
    expect(own.filter((key) => key === 'late')).to.have.lengthOf(1);
  });

  async function query(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(text);
    await client.end();
  }
});
