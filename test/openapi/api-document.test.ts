import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { apiDocument, apiOperations } from '../../core/http/openapi/api-document.ts';
import type { Operation } from '../../core/http/openapi/operation.ts';
import { sampleApi } from './sample-api.ts';

type Tree = Record<string, unknown>;

function at(tree: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Tree | undefined)?.[key], tree);
}

function everyRef(tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const own = '$ref' in tree && typeof tree.$ref === 'string' ? [tree.$ref] : [];
  return [...own, ...Object.values(tree).flatMap(everyRef)];
}

function parameterNames(operation: Operation | undefined): string[] {
  return operation?.parameters?.map((parameter) => parameter.name) ?? [];
}

describe('openapi: the description of the API', () => {
  const document = apiDocument(sampleApi());
  const operations = apiOperations(sampleApi());
  const byId = new Map(operations.map((one) => [one.operationId, one]));

  it('is valid OpenAPI 3.1', async () => {
    const plain = JSON.parse(JSON.stringify(document)) as Tree;
    const { valid, errors } = await new Validator().validate(plain);
    expect(errors ?? []).to.deep.equal([]);
    expect(valid).to.equal(true);
    expect(document.openapi).to.match(/^3\.1\./);
  });

  it('is refused by the same validator once it is broken', async () => {
    const broken = { ...(JSON.parse(JSON.stringify(document)) as Tree), paths: { fleet: 1 } };
    expect((await new Validator().validate(broken)).valid).to.equal(false);
  });

  it('points nowhere in vain', () => {
    const missing = everyRef(document).filter(
      (ref) => at(document, ...ref.slice('#/'.length).split('/')) === undefined,
    );
    expect(missing).to.deep.equal([]);
  });

  it('gives every operation an id of its own, a summary, a known tag and the refusals', () => {
    const tags = document.tags.map((tag) => tag.name);
    expect(new Set(operations.map((one) => one.operationId)).size).to.equal(operations.length);
    for (const operation of operations) {
      expect(operation.summary, operation.operationId).to.match(/^[A-Z].+/);
      expect(tags, operation.operationId).to.include.members([...operation.tags]);
      expect(operation.responses, operation.operationId).to.include.all.keys(
        '401',
        '403',
        '404',
        '422',
        '429',
        '503',
      );
      if (operation.method !== 'get') expect(operation.responses).to.include.all.keys('409', '413');
    }
  });

  it('declares every part of every address', () => {
    for (const operation of operations) {
      const parts = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [];
      expect(declared, operation.operationId).to.have.members(parts);
    }
  });

  it('has the addresses of resources, nouns and routes', () => {
    const ids = [...byId.keys()].filter((id) => id.includes('Vehicle'));
    expect(ids.filter((id) => !id.startsWith('run'))).to.deep.equal([
      'listFleetVehicles',
      'createFleetVehicle',
      'getFleetVehicle',
      'updateFleetVehicle',
      'removeFleetVehicle',
      'restoreFleetVehicle',
      'getFleetVehicleHistory',
      'writeManyFleetVehicles',
      'exportFleetVehicles',
      'addFleetVehicleInspection',
    ]);
    expect(byId.get('addFleetVehicleInspection')?.path).to.equal('/api/fleet/vehicles/{id}/inspection');
    expect(byId.get('getFleetMileageYear')?.path).to.equal('/api/fleet/mileage/{year}');
    expect(parameterNames(byId.get('getFleetMileageYear'))).to.deep.equal(['year', 'unit']);
  });

  it('has each of what a resource can do as an action', () => {
    const runs = operations.filter(
      (one) => one.tags.includes('actions') && one.path.includes('fleet.vehicle.'),
    );
    const verbs = ['bulk', 'create', 'get', 'inspection', 'list', 'remove', 'restore', 'search', 'update'];
    expect(runs.map(({ path }) => path)).to.deep.equal(
      verbs.map((verb) => `/api/actions/fleet.vehicle.${verb}`),
    );
    expect(parameterNames(runs[0])).to.deep.equal(['preview', 'Idempotency-Key']);
  });

  it('says nothing of what a client cannot do', () => {
    expect(byId.has('createFleetDepot')).to.equal(false);
    expect(byId.has('updateFleetDepot')).to.equal(false);
    expect(parameterNames(byId.get('listFleetDepots'))).not.to.include('q');
  });

  it('names every comparison of every filter', () => {
    const names = parameterNames(byId.get('listFleetVehicles'));
    expect(names).to.include.members(['filter[status]', 'filter[status][in]', 'filter[priceMinor][gte]']);
    expect(names).to.include.members([
      'filter[boughtOn][between]',
      'filter[labels]',
      'filter[name][contains]',
    ]);
    expect(names).to.include.members(['q', 'sort', 'limit', 'after', 'offset', 'fields', 'include']);
    expect(names).to.include.members(['total', 'removed', 'where']);
    expect(names).not.to.include('filter[status][gte]');
  });

  it("knows the workspace's own fields, but not the archived ones", () => {
    const names = parameterNames(byId.get('listFleetVehicles'));
    expect(names).to.include.members(['filter[custom.budget][lt]', 'filter[custom.extras]']);
    expect(names.filter((name) => name.includes('old'))).to.deep.equal([]);
    const schemas = at(document, 'components', 'schemas');
    const custom = at(schemas, 'FleetVehicleCreate', 'properties', 'custom');
    expect(at(custom, 'required')).to.deep.equal(['colour']);
    expect(Object.keys(at(custom, 'properties') as Tree)).to.have.members([
      'colour',
      'extras',
      'budget',
      'inspectedOn',
      'garage',
    ]);
  });

  it('describes fields by their rules', () => {
    const create = at(document, 'components', 'schemas', 'FleetVehicleCreate') as Tree;
    expect(create).to.deep.include({ required: ['name', 'custom'], additionalProperties: false });
    expect(at(create, 'properties', 'name')).to.deep.equal({
      type: 'string',
      minLength: 1,
      maxLength: 80,
      title: 'Name',
    });
    expect(at(create, 'properties', 'status')).to.deep.include({
      type: ['string', 'null'],
      enum: ['parked', 'moving', null],
    });
    expect(at(create, 'properties', 'seats')).to.deep.include({ type: 'integer', minimum: 1, default: 4 });
    expect(at(create, 'properties', 'contactEmail')).to.deep.include({ format: 'email', maxLength: 254 });
  });

  it('is empty of a module that is switched off', () => {
    const off = apiDocument(sampleApi({ plugins: new Set(), baseUrl: 'https://example.org' }));
    const core =
      /^\/api\/(action-rules|approvals|archives|audit|audit\.csv|instance|settings|webhooks|notifications|usage|personal-data)(\/|$)/;
    expect(Object.keys(off.paths as Tree).filter((path) => !core.test(path))).to.deep.equal([]);
    expect(JSON.stringify(off)).not.to.contain('leet');
  });
});
