import { expect } from 'chai';
import { inspectCsv } from '../../core/csv/inspect-csv.ts';
import { importTargets } from '../../core/imports/mapping/import-target.ts';
import { type Suggestion, suggestMapping } from '../../core/imports/mapping/suggest-mapping.ts';
import { person } from '../fixtures/plugins/address-book/resources/person.ts';
import { fileOf, sampleFile } from './sample-file.ts';

async function suggestionsFor(file: ReturnType<typeof fileOf>): Promise<Suggestion[]> {
  const { columns, sample, format } = await inspectCsv(file);
  const sampled = columns.map((name, index) => ({
    name,
    values: sample.map(({ cells }) => cells[index] ?? '').filter((value) => value !== ''),
  }));
  return suggestMapping(sampled, {
    resource: person,
    targets: importTargets(person, []),
    locale: 'en-GB',
    timezone: 'UTC',
    hasNames: format.headerLine > 0,
    canCreate: () => true,
  });
}

async function mapped(file: ReturnType<typeof fileOf>): Promise<Record<string, string>> {
  const suggestions = await suggestionsFor(file);
  const chosen = suggestions.flatMap(({ mapping }) =>
    mapping.field ? [[mapping.column, mapping.field]] : [],
  );
  return Object.fromEntries(chosen) as Record<string, string>;
}

describe('imports: suggesting what columns fill', () => {
  it('knows the columns of HubSpot', async () => {
    expect(await mapped(sampleFile('hubspot-contacts.csv'))).to.deep.equal({
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email',
      'Phone Number': 'phone',
      'Contact owner': 'ownerId',
      'Associated Company': 'organizationId',
      'Lead Status': 'status',
      'Job Title': 'jobTitle',
      City: 'city',
      'State/Region': 'region',
      'Postal Code': 'postalCode',
      'Country/Region': 'country',
      'Website URL': 'website',
      'Mobile Phone Number': 'mobile',
      'Original Source': 'source',
    });
  });

  it('knows the columns of Salesforce', async () => {
    expect(await mapped(sampleFile('salesforce-contacts.csv'))).to.deep.equal({
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Title: 'jobTitle',
      'Account Name': 'organizationId',
      'Mailing Street': 'street',
      'Mailing City': 'city',
      'Mailing State/Province': 'region',
      'Mailing Zip/Postal Code': 'postalCode',
      'Mailing Country': 'country',
      Phone: 'phone',
      Mobile: 'mobile',
      Email: 'email',
      'Contact Owner': 'ownerId',
      'Lead Source': 'source',
      Birthdate: 'birthday',
      Description: 'notes',
    });
  });

  it('knows the columns of Google', async () => {
    expect(await mapped(sampleFile('google-contacts.csv'))).to.deep.equal({
      'First Name': 'firstName',
      'Last Name': 'lastName',
      'Organization Name': 'organizationId',
      'Organization Title': 'jobTitle',
      Birthday: 'birthday',
      Notes: 'notes',
      Labels: 'tags',
      'E-mail 1 - Value': 'email',
      'Phone 1 - Value': 'phone',
      'Address 1 - Street': 'street',
      'Address 1 - City': 'city',
      'Address 1 - Region': 'region',
      'Address 1 - Postal Code': 'postalCode',
      'Address 1 - Country': 'country',
      'Website 1 - Value': 'website',
    });
  });

  it('knows the columns of Outlook, the business ones before those at home', async () => {
    expect(await mapped(sampleFile('outlook-contacts.csv'))).to.deep.equal({
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Company: 'organizationId',
      'Job Title': 'jobTitle',
      'Business Street': 'street',
      'Business City': 'city',
      'Business State': 'region',
      'Business Postal Code': 'postalCode',
      'Business Country/Region': 'country',
      'Business Phone': 'phone',
      'Mobile Phone': 'mobile',
      Birthday: 'birthday',
      Categories: 'tags',
      'E-mail Address': 'email',
      'Web Page': 'website',
      Notes: 'notes',
    });
  });

  it('knows the columns of Pipedrive, names in one piece', async () => {
    expect(await mapped(sampleFile('pipedrive-people.csv'))).to.deep.equal({
      'Person - Name': 'fullName',
      'Person - Label': 'tags',
      'Person - Organization': 'organizationId',
      'Person - Email - Work': 'email',
      'Person - Phone - Work': 'phone',
      'Person - Owner': 'ownerId',
    });
  });

  it('finds addresses and numbers by what they hold where columns have no names', async () => {
    const file = fileOf('Ada,ada@example.org,+31 20 5550101\nBob,bob@example.org,+31 20 5550102\n');
    expect(await mapped(file)).to.deep.equal({ 'Column 2': 'email', 'Column 3': 'phone' });
  });

  it('does not believe a name whose values contradict it', async () => {
    const file = fileOf('Last name,Email,Status,Phone\nA,see notes,Hot,call her\nB,none,Cold,unlisted\n');
    expect(await mapped(file)).to.deep.equal({ 'Last name': 'lastName' });
  });

  it('reads the order of dates and the decimal mark off the values', async () => {
    const file = fileOf('Last name;Birthday;Budget\nA;3/14/1980;1.234,50\nB;1/2/1981;99\n');
    const [, birthday, budget] = await suggestionsFor(file);
    expect(birthday?.mapping.dateOrder).to.equal('mdy');
    expect(budget?.mapping).to.include({ field: 'budgetMinor', decimalMark: ',' });
  });

  it('takes the id of a record only where there is one', async () => {
    const id = '0198c5de-0000-7000-8000-000000000001';
    expect(await mapped(fileOf(`ID,Last name\n${id},A\n`))).to.include({ ID: 'id' });
    expect(await mapped(fileOf('ID,Last name\n17,A\n'))).to.not.have.property('ID');
  });

  it('offers to create companies, and to leave owners empty who are nobody here', async () => {
    const suggestions = await suggestionsFor(sampleFile('hubspot-contacts.csv'));
    const otherwise = (column: string) =>
      suggestions.find(({ mapping }) => mapping.column === column)?.mapping.otherwise;
    expect(otherwise('Associated Company')).to.equal('create');
    expect(otherwise('Contact owner')).to.equal('empty');
    expect(otherwise('Email')).to.equal('report');
  });
});
