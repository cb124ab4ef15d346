import { expect } from 'chai';
import { listRecords, parseListQuery } from '../resources/read/list-records.ts';
import { type ResourcesUnderTest, resourcesUnderTest } from '../resources/test/resources-under-test.ts';
import { createRecord } from '../resources/write/create-record.ts';
import { updateRecord } from '../resources/write/update-record.ts';
import { DomainError, type InvalidInput } from '../sdk/index.ts';
import { addCustomField, archiveCustomField, changeCustomField } from './define-custom-field.ts';

describe('custom fields', () => {
  let under: ResourcesUnderTest;
  const create = (input: object) => createRecord(under.runtime, under.here, under.resource, input);
  const add = (input: object) => addCustomField(under.runtime, under.here, 'sample.thing', input);
  async function names(question: string): Promise<unknown[]> {
    const query = await parseListQuery(
      under.runtime,
      under.here,
      under.resource,
      new URLSearchParams(question),
    );
    return (await listRecords(under.runtime, under.here, under.resource, query)).data.map(
      (record) => record.name,
    );
  }
  async function refusal(work: Promise<unknown>): Promise<DomainError> {
    const outcome = await work.catch((error: unknown) => error);
    if (outcome instanceof DomainError) return outcome;
    throw new Error('It was not refused.');
  }

  before(async () => {
    under = await resourcesUnderTest();
    await add({ label: 'Contract size', kind: 'number' });
    await add({ label: 'Budget', kind: 'money' });
    await add({ label: 'Renewal', kind: 'day' });
    await add({ label: 'Tier', kind: 'choice', choices: ['gold', 'silver'] });
    await add({ label: 'Regions', kind: 'multiChoice', choices: ['north', 'south', 'east'] });
    await add({ label: 'Signed', kind: 'checkbox' });
    await add({ label: 'Site', kind: 'url' });
    await add({ label: 'Code', kind: 'text' });
    await add({ label: 'Mentor', kind: 'relation', target: 'sample.thing' });
    const first = await create({
      name: 'A',
      custom: {
        contractSize: 2.5,
        budget: 100,
        renewal: '2026-01-01',
        tier: 'gold',
        regions: ['north', 'east'],
        signed: true,
        code: 'x-1',
      },
    });
    await create({
      name: 'B',
      custom: {
        contractSize: 10,
        tier: 'silver',
        regions: ['south'],
        site: 'https://example.org/',
        mentor: first.id,
      },
    });
    await create({ name: 'C' });
  });
  after(() => under.stop());

  const questions: readonly [string, string[]][] = [
    ['filter[custom.contractSize][gte]=3', ['B']],
    ['filter[custom.budget]=100', ['A']],
    ['filter[custom.renewal][lt]=2026-06-01', ['A']],
    ['filter[custom.tier]=gold', ['A']],
    ['filter[custom.tier][not]=gold', ['C', 'B']],
    ['filter[custom.tier][in]=gold,silver', ['B', 'A']],
    ['filter[custom.regions][includes]=east', ['A']],
    ['filter[custom.signed]=true', ['A']],
    ['filter[custom.code][startsWith]=X', ['A']],
    ['filter[custom.site][empty]=true', ['C', 'A']],
    ['filter[custom.site][empty]=false', ['B']],
    ['sort=custom.contractSize', ['A', 'B', 'C']],
    ['sort=-custom.contractSize', ['B', 'A', 'C']],
    ['sort=-custom.contractSize&offset=1', ['A', 'C']],
  ];
  for (const [question, expected] of questions) {
    it(`answers ${question}`, async () => {
      expect(await names(question)).to.deep.equal(expected);
    });
  }

  it('keeps the rest when one value changes, and clears one with null', async () => {
    const { id } = await create({ name: 'D', custom: { tier: 'gold', contractSize: 7 } });
    const changed = await updateRecord(under.runtime, under.here, under.resource, id, {
      custom: { tier: null },
    });
    expect(changed.custom).to.deep.equal({ contractSize: 7 });
    expect(await names('filter[custom.tier]=gold')).to.deep.equal(['A']);
    expect(await names('filter[custom.contractSize]=7')).to.deep.equal(['D']);
  });

  it('names every bad value', async () => {
    const refused = await refusal(
      create({
        name: 'E',
        custom: { tier: 'bronze', renewal: 'soon', site: 'javascript:alert(1)', nothing: 1, mentor: 'x' },
      }),
    );
    expect((refused as InvalidInput).problems.map(({ path }) => path.join('.'))).to.have.members([
      'custom.tier',
      'custom.renewal',
      'custom.site',
      'custom.nothing',
      'custom.mentor',
    ]);
  });

  it('refuses a relation to a record of another workspace', async () => {
    const theirs = await createRecord(under.runtime, under.there, under.resource, { name: 'Theirs' });
    const refused = await refusal(create({ name: 'F', custom: { mentor: theirs.id } }));
    expect((refused as InvalidInput).problems[0]?.path).to.deep.equal(['custom', 'mentor']);
  });

  it('does not exist in another workspace', async () => {
    const refused = await refusal(
      createRecord(under.runtime, under.there, under.resource, { name: 'G', custom: { tier: 'gold' } }),
    );
    expect((refused as InvalidInput).problems[0]?.path).to.deep.equal(['custom', 'tier']);
  });

  it('refuses one without the permission, a second of the same name, a choice of nothing and a relation to nothing', async () => {
    expect(
      (
        await refusal(
          addCustomField(under.runtime, under.with('sample:read'), 'sample.thing', {
            label: 'X',
            kind: 'text',
          }),
        )
      ).code,
    ).to.equal('not-allowed');
    expect((await refusal(add({ label: 'tier', kind: 'text' }))).code).to.equal('conflict');
    expect((await refusal(add({ label: 'Empty', kind: 'choice' }))).code).to.equal('invalid-input');
    expect((await refusal(add({ label: 'Lost', kind: 'relation', target: 'no.where' }))).code).to.equal(
      'invalid-input',
    );
  });

  it('changes its label and choices, and leaves filters when archived, keeping its values', async () => {
    const field = await add({ label: 'Phase', kind: 'choice', choices: ['one'] });
    await changeCustomField(under.runtime, under.here, field.id, { label: 'Stage', choices: ['one', 'two'] });
    await create({ name: 'H', custom: { phase: 'two' } });
    await archiveCustomField(under.runtime, under.here, field.id, true);
    expect((await refusal(names('filter[custom.phase]=two'))).code).to.equal('invalid-input');
    await archiveCustomField(under.runtime, under.here, field.id, false);
    expect(await names('filter[custom.phase]=two')).to.deep.equal(['H']);
  });

  it('asks for a required one at creation', async () => {
    const field = await add({ label: 'Must', kind: 'text', required: true });
    const refused = await refusal(create({ name: 'I' }));
    expect((refused as InvalidInput).problems).to.deep.equal([
      { path: ['custom', 'must'], message: 'Fill this in.' },
    ]);
    await archiveCustomField(under.runtime, under.here, field.id, true);
  });
});
