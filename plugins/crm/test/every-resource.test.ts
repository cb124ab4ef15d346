import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Resource } from 'guildhall/sdk';
import type { ApiAgent } from 'guildhall/sdk/testing';
import { company } from '../resources/company.ts';
import { contact } from '../resources/contact.ts';
import { deal } from '../resources/deal.ts';
import { interaction } from '../resources/interaction.ts';
import { pipeline } from '../resources/pipeline.ts';
import { prospect } from '../resources/prospect.ts';
import { type Answered, bootCrm, type CrmUnderTest, complaints, list, make } from './crm-under-test.ts';

interface Sample {
  readonly resource: Resource;
  readonly values: object;
  readonly change: object;
  /** Who may write it. */
  readonly writer: 'admin' | 'member';
}

const samples: readonly Sample[] = [
  { resource: company, values: { name: 'Acme' }, change: { industry: 'Anvils' }, writer: 'member' },
  { resource: contact, values: { firstName: 'Ada' }, change: { jobTitle: 'Analyst' }, writer: 'member' },
  { resource: deal, values: { name: 'Anvils' }, change: { nextStep: 'Call' }, writer: 'member' },
  { resource: prospect, values: { lastName: 'Babbage' }, change: { stage: 'contacted' }, writer: 'member' },
  { resource: interaction, values: { type: 'task' }, change: { outcome: 'Done' }, writer: 'member' },
  { resource: pipeline, values: { name: 'Renewals' }, change: { position: 9 }, writer: 'admin' },
];

/** True of no field; a text of a million characters is too much for any. */
const wrongValues: readonly unknown[] = [-42.5, { a: 1 }, [[]], 'x'.repeat(1_000_000), '\0'];

for (const { resource, values, change, writer } of samples) {
  const { path } = resource;
  describe(`crm: ${path} over the API`, () => {
    let crm: CrmUnderTest;
    let record: Answered;
    before(async () => {
      crm = await bootCrm();
      record = await make(crm[writer], path, values);
    });
    after(() => crm.app.stop());

    it('lets those who may create, read, change, remove and restore', async () => {
      const writing: ApiAgent = crm[writer];
      const address = `/api/crm/${path}/${record.id}`;
      const changed = await writing.patch(address).send({ ...change, version: 1 });
      expect(changed.status, JSON.stringify(changed.body)).to.equal(200);
      expect(changed.body.data).to.deep.include({ ...values, ...change, version: 2 });
      expect((await crm.viewer.get(address)).body.data).to.deep.equal(changed.body.data);
      expect((await writing.delete(address)).status).to.equal(200);
      expect((await crm.viewer.get(address)).status).to.equal(404);
      expect((await writing.post(`${address}/restoration`)).status).to.equal(200);
      expect((await crm.viewer.get(address)).status).to.equal(200);
    });

    it('refuses those who may only look', async () => {
      const address = `/api/crm/${path}/${record.id}`;
      expect((await crm.viewer.post(`/api/crm/${path}`).send(values)).status).to.equal(403);
      expect((await crm.viewer.patch(address).send(change)).status).to.equal(403);
      expect((await crm.viewer.delete(address)).status).to.equal(403);
      expect((await crm.viewer.get(address)).status).to.equal(200);
    });

    it('is not found from another workspace, and is not in its lists', async () => {
      const foreign = `/api/crm/${path}/${record.id}`;
      const nowhere = `/api/crm/${path}/${randomUUID()}`;
      for (const ask of ['get', 'delete'] as const) {
        const [theirs, none] = [await crm.stranger[ask](foreign), await crm.stranger[ask](nowhere)];
        expect(theirs.status).to.equal(none.status);
        expect(theirs.body.error).to.deep.equal(none.body.error);
      }
      const [theirs, none] = [
        await crm.stranger.patch(foreign).send(change),
        await crm.stranger.patch(nowhere).send(change),
      ];
      expect(theirs.status).to.equal(none.status);
      expect((await list(crm.stranger, path)).map(({ id }) => id)).not.to.include(record.id);
    });

    it('refuses bad input of any kind with the path of the field, and writes nothing', async () => {
      const address = `/api/crm/${path}/${record.id}`;
      const { data } = (await crm.viewer.get(address)).body;
      for (const field of [...Object.keys(data), 'unknownField']) {
        for (const wrong of wrongValues) {
          const { status, body } = await crm[writer].patch(address).send({ [field]: wrong });
          expect(status, `${field}: ${JSON.stringify(body).slice(0, 300)}`).to.be.oneOf([413, 422]);
          if (status === 422) expect(complaints(body)[0]?.split('.')[0], field).to.equal(field);
        }
      }
      expect((await crm.viewer.get(address)).body.data).to.deep.equal(data);
    });

    it('refuses a creation that lacks what it needs, or brings what nobody may set', async () => {
      const { status, body } = await crm[writer].post(`/api/crm/${path}`).send({ id: randomUUID() });
      expect(status).to.equal(422);
      expect(complaints(body)).to.include('id');
      expect((await crm[writer].post(`/api/crm/${path}`).send([])).status).to.equal(422);
    });

    it('can be filtered by every declared filter and sorted by every declared sort', async () => {
      const { list: declared } = resource.options;
      for (const field of declared.filter) {
        const answer = await crm.viewer.get(`/api/crm/${path}?filter[${field}][empty]=true`);
        expect(answer.status, `${field}: ${JSON.stringify(answer.body)}`).to.equal(200);
      }
      for (const field of declared.sort) {
        for (const sort of [field, `-${field}`]) {
          const answer = await crm.viewer.get(`/api/crm/${path}?sort=${sort}`);
          expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
        }
      }
      expect((await crm.viewer.get(`/api/crm/${path}?q=zzz`)).body.data).to.deep.equal([]);
    });
  });
}
