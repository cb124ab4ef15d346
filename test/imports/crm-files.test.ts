import { Readable } from 'node:stream';
import { expect } from 'chai';
import { beginImport } from '../../core/imports/begin-import.ts';
import type { ImportRecord } from '../../core/imports/record/import-record.ts';
import { type ImportsWorker, startImports } from '../../core/imports/start-imports.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import type { Scope } from '../../core/scope.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { failuresOf } from './import-answers.ts';
import { check, rowsOf, run } from './import-app.ts';

const deals = `Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Deal owner,Contact,Associated Company
Engine,Qualified,Partners,"1,250.50",EUR,2026-12-01,Owner A,Ada Lovelace,Analytical Engines
Loom,Qualified,Sales,99,USD,2026-11-01,,,
Lost cause,Lost,Sales,10,EUR,,,,
Nowhere,Proposal sent to Mars,Partners,10,EUR,,,,
Elsewhere,Signing,Sales,10,EUR,,,,
`;

describe('imports: files of a CRM', () => {
  let app: TestApp;
  let owner: Scope;
  let worker: ImportsWorker;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    owner = await app.scope('owner');
    worker = startImports(app.runtime);
  });
  after(async () => {
    await worker.stop();
    await app.stop();
  });

  const upload = (resource: string, content: string): Promise<ImportRecord> =>
    beginImport(app.runtime, owner, findResource(app.runtime, resource), {
      fileName: `${resource}.csv`,
      content: Readable.from([Buffer.from(content)]),
    });

  async function take(resource: string, content: string): Promise<ImportRecord> {
    return run(app, owner, (await upload(resource, content)).id);
  }

  it('builds pipelines, people and deals from nothing but names', async () => {
    expect((await take('crm.pipeline', 'Name\nPartners\n')).counts).to.include({ created: 1 });
    const stages =
      'Name,Pipeline,Probability,Position\nQualified,Partners,20,1\nSigning,Partners,90,2\nQualified,Sales,30,7\n';
    expect((await take('crm.stage', stages)).counts).to.include({ created: 3, failed: 0 });
    expect(
      (await take('crm.contact', 'Name,Email,Company\nAda Lovelace,ada@e.example,Analytical Engines\n'))
        .counts,
    ).to.include({ created: 1 });

    const { id } = await upload('crm.deal', deals);
    const checked = await check(app, owner, id);
    const done = await run(app, owner, id);
    expect(done.counts).to.deep.equal({ created: 2, updated: 0, skipped: 0, failed: 3 });
    expect(checked.check?.counts).to.deep.equal(done.counts);
    expect(await failuresOf(app, owner, id)).to.deep.equal([
      { row: 4, line: 4, problem: 'Lost reason|Say why the deal was lost.' },
      { row: 5, line: 5, problem: 'Stage|There is no such record.' },
      { row: 6, line: 6, problem: 'Stage|There is no such record.' },
    ]);
    const stored = await rowsOf(
      app,
      owner,
      `select d.name, p.name as pipeline, s.name as stage, d.probability, d.value_minor, d.currency, d.closes_on, c.name as company
       from crm_deals d join crm_pipelines p on p.id = d.pipeline_id
       join crm_stages s on s.id = d.stage_id and s.pipeline_id = p.id
       left join crm_companies c on c.id = d.company_id order by d.name`,
    );
    expect(stored).to.deep.equal([
      {
        name: 'Engine',
        pipeline: 'Partners',
        stage: 'Qualified',
        probability: 20,
        value_minor: 125050,
        currency: 'EUR',
        closes_on: '2026-12-01',
        company: 'Analytical Engines',
      },
      {
        name: 'Loom',
        pipeline: 'Sales',
        stage: 'Qualified',
        probability: 30,
        value_minor: 9900,
        currency: 'USD',
        closes_on: '2026-11-01',
        company: null,
      },
    ]);
  });

  it('leaves no trace of a check, whatever rules write on the way', async () => {
    const [deal] = await rowsOf<{ id: string }>(app, owner, "select id from crm_deals where name = 'Engine'");
    const changes = () => rowsOf(app, owner, 'select * from crm_stage_changes');
    const before = await changes();
    const { id } = await upload('crm.deal', `Record ID,Deal Stage,Pipeline\n${deal?.id},Signing,Partners\n`);
    expect((await check(app, owner, id)).check?.counts).to.deep.equal({
      created: 0,
      updated: 1,
      skipped: 0,
      failed: 0,
    });
    expect(await changes()).to.deep.equal(before);
    expect((await run(app, owner, id)).counts.updated).to.equal(1);
    expect(await changes()).to.have.length(before.length + 1);
  });

  it('splits whole names of leads', async () => {
    const { id, mapping } = await upload(
      'crm.prospect',
      'Lead Name,Email,Lead Status\nJane van Dyck,jane@e.example,Open - not contacted\n',
    );
    expect(mapping.map(({ field }) => field)).to.deep.equal(['fullName', 'email', 'stage']);
    expect((await run(app, owner, id)).counts).to.include({ created: 1, failed: 0 });
    const [lead] = await rowsOf(app, owner, 'select first_name, last_name, stage from crm_prospects');
    expect(lead).to.deep.equal({ first_name: 'Jane', last_name: 'van Dyck', stage: 'new' });
  });
});
