import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { curlExample } from '../../core/http/openapi/page/curl-example.ts';
import { makeApiPage } from '../../core/http/openapi/page/make-api-page.ts';
import { searchApiPage } from '../../core/http/openapi/page/search-api-page.ts';
import { sampleApi } from './sample-api.ts';

const workspace = {
  id: '0199a3f0-5c2e-7d41-9f0b-3a6e2c8d1b47',
  slug: 'acme',
  name: 'Acme',
  currency: 'EUR',
  timezone: 'UTC',
  locale: 'en',
};

/** What a shell would hand to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; GUILDHALL_KEY=gh_test; ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('openapi: the readable page', () => {
  const page = makeApiPage(sampleApi(), workspace);
  const operations = page.modules.flatMap((module) =>
    module.sections.flatMap((section) => section.operations),
  );
  const find = (id: string) => {
    const found = operations.find((one) => one.id === id);
    if (!found) throw new Error(`The page lacks ${id}.`);
    return found;
  };

  it('groups by module and resource, with what belongs to no resource at the end', () => {
    expect(page.modules.map((module) => module.title)).to.deep.equal([
      'Fleet',
      'Imports',
      'This workspace',
      'Archives and backups',
      'The instance',
    ]);
    expect(page.modules[0]?.sections.map((section) => section.title)).to.deep.equal([
      'Depots',
      'Vehicles',
      'More of Fleet',
    ]);
    expect(page.count).to.equal(operations.length);
  });

  it('shows one line for each field to filter by', () => {
    const filters = find('listFleetVehicles').filters;
    expect(filters.find((one) => one.name === 'priceMinor')?.operators).to.include.members([
      'gte',
      'between',
    ]);
    expect(new Set(filters.map((one) => one.name)).size).to.equal(filters.length);
  });

  it('shows what a creation takes, by names and types', () => {
    const body = find('createFleetVehicle').body;
    expect(body.find((one) => one.name === 'name')).to.include({ type: 'string', isRequired: true });
    expect(body.find((one) => one.name === 'status')?.type).to.equal('parked | moving');
    expect(body.find((one) => one.name === 'contactEmail')?.type).to.equal('email');
  });

  it('gives examples with the real address that a shell reads as meant', () => {
    const list = argumentsOf(find('listFleetVehicles').curl);
    expect(list).to.include.members([
      '-G',
      'https://fleet.example.org/api/fleet/vehicles',
      'filter[status]=parked',
    ]);
    expect(list).to.include('Authorization: Bearer gh_test');
    const create = argumentsOf(find('createFleetVehicle').curl);
    const sent: unknown = JSON.parse(create.at(-1) ?? '');
    expect(sent).to.include({ name: 'Example' });
    expect(argumentsOf(find('updateFleetVehicle').curl).join(' ')).to.contain('-X PATCH');
    expect(argumentsOf(find('writeManyFleetVehicles').curl).at(-1)).to.contain('"create":[{');
  });

  it('shows how a file is sent', () => {
    const upload = argumentsOf(find('beginImport').curl);
    expect(upload).to.include.members([
      'https://fleet.example.org/api/imports?resource=crm.contact',
      '@contacts.csv',
    ]);
  });

  it('finds operations by words, without a script too', () => {
    const found = searchApiPage(page, 'inspect VEHICLE');
    expect(found.modules.flatMap((module) => module.sections.map((section) => section.title))).to.deep.equal([
      'Vehicles',
    ]);
    expect(found).to.include({ count: 1, search: 'inspect VEHICLE' });
    expect(searchApiPage(page, 'no such thing').modules).to.deep.equal([]);
  });

  it('never lets a value out of its quotes', () => {
    const command = curlExample({
      method: 'POST',
      url: 'https://x.org',
      body: { name: "O'Hara; `id` $(id)" },
    });
    expect(argumentsOf(command).at(-1)).to.equal(`{"name":"O'Hara; \`id\` $(id)"}`);
  });

  it('says where the document of this workspace is', () => {
    expect(page.documentUrl).to.equal('/api/openapi.json?workspace=acme');
    expect(makeApiPage(sampleApi(), null).documentUrl).to.equal('/api/openapi.json');
  });
});
