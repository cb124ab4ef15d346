import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { addCustomField } from '../../core/custom-fields/define-custom-field.ts';
import { exportApi } from '../../core/exports/http/export-route.ts';
import { createApp } from '../../core/http/app.ts';
import { openApiRouter } from '../../core/http/openapi/openapi-router.ts';
import { sampleId, sampleObject } from '../../core/http/openapi/page/sample-value.ts';
import { importApi } from '../../core/imports/http/import-api.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type Served, serve } from '../http/served-app.ts';
import { at, conformanceTo, type Tree } from './conformance.ts';

const people = '/api/address-book/people';
const organizations = '/api/address-book/organizations';

describe('openapi: the document as it is served', () => {
  let app: TestApp;
  let served: Served;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'], fixtures: ['address-book'] });
    const { runtime } = app;
    const api = [importApi(runtime), exportApi(runtime)];
    served = await serve(createApp(runtime, { openApi: [openApiRouter(runtime)], api }));
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  async function documentFor(key: string): Promise<Tree> {
    const answer = await served.send('GET', '/api/openapi.json', { key });
    expect(answer.status).to.equal(200);
    return JSON.parse(answer.text) as Tree;
  }

  const paths = (document: Tree): string[] => Object.keys(document.paths as Tree);

  it('is valid OpenAPI 3.1 for every plugin of ours, with the address it was asked at', async () => {
    const document = await documentFor(app.keys.a.viewer);
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).to.deep.equal([]);
    expect(valid).to.equal(true);
    expect(at(document, 'servers', '0', 'url')).to.equal(served.url);
    expect(paths(document)).to.include.members([people, '/api/crm/contacts', '/api/crm/deals/{id}']);
  });

  it('is for those who are let in only', async () => {
    const answer = await served.send('GET', '/api/openapi.json');
    expect(answer.status).to.equal(401);
    expect(answer.text).not.to.contain('openapi');
    expect((await served.send('GET', '/api/openapi.json', { key: 'gh_wrong' })).status).to.equal(401);
  });

  it('leaves out what is switched off in the workspace, at once', async () => {
    const scope = await app.scope('owner', app.workspaces.b);
    await documentFor(app.keys.b.owner);
    await switchPlugin(app.runtime, scope, 'address-book', false);
    expect(paths(await documentFor(app.keys.b.owner))).not.to.include(people);
    expect(paths(await documentFor(app.keys.a.owner))).to.include(people);
    await switchPlugin(app.runtime, scope, 'address-book', true);
    expect(paths(await documentFor(app.keys.b.owner))).to.include(people);
  });

  it('knows a new field of this workspace at once, and no other workspace does', async () => {
    const scope = await app.scope('owner');
    await addCustomField(app.runtime, scope, 'address-book.person', { label: 'Shoe size', kind: 'number' });
    expect(JSON.stringify(await documentFor(app.keys.a.viewer))).to.contain('shoeSize');
    expect(JSON.stringify(await documentFor(app.keys.b.viewer))).not.to.contain('shoeSize');
  });

  it('is what really happens: examples are taken, and answers look as described', async () => {
    const key = app.keys.a.owner;
    const document = await documentFor(key);
    const conformance = conformanceTo(document);
    const call = async (method: string, path: string, status: number, json?: unknown, id = '') => {
      const address = path.replace('{id}', id);
      const answer = await served.send(method, address, { key, ...(json !== undefined && { json }) });
      expect(answer.status, `${method} ${address}: ${answer.text.slice(0, 300)}`).to.equal(status);
      const described = path.split('?')[0] ?? path;
      expect(
        conformance.problemsOf({ method, path: described, status }, answer.json()),
        address,
      ).to.deep.equal([]);
      return answer.json().data as Tree;
    };
    const example = (name: string) => sampleObject(at(document, 'components', 'schemas', name) as Tree);

    const made = await call('POST', people, 201, example('AddressBookPersonCreate'));
    const id = String(made.id);
    await call('GET', `${people}?limit=1&total=exact&include=organizationId&fields=lastName`, 200);
    await call('GET', `${people}/{id}`, 200, undefined, id);
    await call('PATCH', `${people}/{id}`, 200, { version: 1, custom: { shoeSize: 42 } }, id);
    await call('PATCH', `${people}/{id}`, 409, { version: 1, city: 'Utrecht' }, id);
    await call('PATCH', `${people}/{id}`, 422, { birthday: 'soon', nothing: 1 }, id);
    await call('DELETE', `${people}/{id}`, 200, undefined, id);
    await call('POST', `${people}/{id}/restoration`, 200, {}, id);
    await call('POST', `${organizations}/bulk`, 200, { create: [example('AddressBookOrganizationCreate')] });
    await call('GET', `${people}/{id}`, 404, undefined, sampleId);
  });

  it('covers files too: an upload, a failing one, and a list as CSV', async () => {
    const key = app.keys.a.owner;
    const conformance = conformanceTo(await documentFor(key));
    const upload = {
      key,
      headers: { 'content-type': 'text/csv' },
      body: 'Last name,E-mail\nByron,ada@example.org\n',
    };
    const begun = await served.send('POST', '/api/imports?resource=address-book.person', upload);
    expect(begun.status, begun.text).to.equal(201);
    const asBegun = { method: 'POST', path: '/api/imports', status: 201 };
    expect(conformance.problemsOf(asBegun, begun.json())).to.deep.equal([]);
    const refused = await served.send('POST', '/api/imports', upload);
    expect(conformance.problemsOf({ ...asBegun, status: refused.status }, refused.json())).to.deep.equal([]);
    const listed = await served.send('GET', '/api/imports', { key });
    const asListed = { method: 'GET', path: '/api/imports', status: 200 };
    expect(conformance.problemsOf(asListed, listed.json())).to.deep.equal([]);
    const file = await served.send('GET', `${people}/export.csv?filter[status]=new&columns=lastName`, {
      key,
    });
    expect(file.status).to.equal(200);
    expect(file.headers.get('content-type')).to.contain('text/csv');
  });
});

describe('openapi: the document where it is public', () => {
  let app: TestApp;
  let served: Served;

  before(async () => {
    app = await bootTestApp({ fixtures: ['address-book'], env: { PUBLIC_API_DOCS: 'true' } });
    served = await serve(createApp(app.runtime, { openApi: [openApiRouter(app.runtime)] }));
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  it("tells visitors what the plugins offer, but no workspace's own fields and no release", async () => {
    const scope = await app.scope('owner');
    await addCustomField(app.runtime, scope, 'address-book.person', { label: 'Shoe size', kind: 'number' });
    const answer = await served.send('GET', '/api/openapi.json');
    expect(answer.status).to.equal(200);
    expect(answer.text).to.contain(people).and.not.to.contain('shoeSize');
    expect(at(JSON.parse(answer.text), 'info', 'version')).to.equal('1');
    expect((await served.send('GET', people)).status).to.equal(401);
  });
});
