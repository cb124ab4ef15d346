import { expect } from 'chai';
import { bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { findPlugin } from './find-plugin.ts';

/** Each with what an admin must be able to read. */
const faults: readonly (readonly [fixture: string, ...reasons: RegExp[]])[] = [
  [
    'throws-at-import',
    /"throws-at-import": importing it failed: .*JSON.* \(throws-at-import\/price\.ts:\d+\)/,
  ],
  ['hangs-at-import', /"hangs-at-import": .*takes longer than 2500 ms/],
  ['no-declaration', /must export definePlugin/],
  ['no-module', /no index\.ts or index\.js/],
  ['other-name', /says "notes", but its folder is "other-name"/],
  ['fails-to-migrate', /0002-create-second failed: .*there_is_no_such_table/],
  ['leaves-table-open', /leaves_table_open_rows: row-level security is not forced/],
  [
    'throws-in-start',
    /"throws-in-start": starting it failed: no port is free \(throws-in-start\/index\.ts:\d+\)/,
  ],
  [
    'hangs-in-start',
    /"hangs-in-start": starting it failed: it takes longer than 2500 ms.*PLUGIN_START_TIMEOUT_MS/,
  ],
  ['needs-missing', /"needs-missing", requires.no-such-plugin: "no-such-plugin" is not installed/],
  ['needs-newer', /it needs notes \^9\.0\.0, and notes 1\.2\.0 is installed/],
  ['stands-on-broken', /it needs "throws-in-start", which is quarantined\. .*no port is free/],
  ['circle-a', /circle-a → circle-b → circle-c → circle-a/],
  ['circle-b', /circle-b → circle-c → circle-a → circle-b/],
  ['circle-c', /circle-c → circle-a → circle-b → circle-c/],
];

describe('kernel: plugins with faults', () => {
  let instance: TestRuntime;

  before(async () => {
    const broken = faults.map(([fixture]) => fixture);
    const env = { PLUGIN_START_TIMEOUT_MS: '2500' };
    instance = await bootTestRuntime({ fixtures: [...broken, 'started', 'notes', 'notes-index'], env });
  });
  after(() => instance.stop());

  for (const [fixture, ...reasons] of faults) {
    it(`sets aside ${fixture} alone, and says why`, () => {
      const plugin = findPlugin(instance, fixture);
      expect(plugin.state).to.equal('quarantined');
      for (const reason of reasons) expect(plugin.problems.join('\n')).to.match(reason);
    });
  }

  it('keeps the others up', () => {
    for (const id of ['notes', 'notes-index', 'started']) {
      const { state, problems } = findPlugin(instance, id);
      expect([id, state, ...problems]).to.deep.equal([id, 'enabled']);
    }
  });

  it('registers nothing of what is set aside', () => {
    const { registry } = instance.runtime;
    expect([...registry.resources.keys()]).to.deep.equal(['notes.note']);
    const owners = new Set([...registry.permissions.values()].map(({ plugin }) => plugin));
    expect([...owners]).to.deep.equal(['core', 'notes']);
  });

  it('keeps nothing of a migration step that broke half-way, and the steps before it', async () => {
    const { database } = instance.runtime;
    const { rows } = await database.pool.query(
      "select to_regclass('fails_to_migrate_first') is not null as first, to_regclass('fails_to_migrate_second') is not null as second",
    );
    expect(rows).to.deep.equal([{ first: true, second: false }]);
  });

  it('tells the log about each', () => {
    const told = instance.log.lines.filter(({ message }) => message === 'A plugin is in quarantine.');
    expect(told.map(({ details }) => details.plugin)).to.have.members(faults.map(([fixture]) => fixture));
  });
});
