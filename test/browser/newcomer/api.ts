import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { look } from '../pictures.ts';
import { home, type Job, shows } from './job.ts';

/** The same data for programs. */
export function api(job: Job): void {
  const call = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${job.product.origin}${path}`, { headers: { authorization: `Bearer ${job.key}`, ...headers } });

  it('makes an API key on the page, and a program reads with it', async () => {
    const { page } = job.ada;
    await page.goto(`${home}/settings/api-keys`);
    await page.fill('#name', 'Website form');
    await page.getByLabel('See contacts, companies, deals and activities').check();
    await page.getByRole('button', { name: 'Make key' }).click();
    job.key = await page.locator('#new-key').innerText();
    await look(page, '23-api-key');
    const answer = await call('/api/crm/contacts?q=lef%C3%A8vre&include=companyId');
    expect(answer.status).to.equal(200);
    const { data } = (await answer.json()) as { data: Record<string, unknown>[] };
    expect(data).to.have.length(1);
    expect(data[0]).to.include({ firstName: 'René', jobTitle: 'Présidente' });
    const refused = await fetch(`${job.product.origin}/api/crm/contacts`);
    expect(refused.status).to.equal(401);
  });

  it('reads a valid description of the API', async () => {
    const document = (await (await call('/api/openapi.json')).json()) as Record<string, unknown>;
    expect(document.openapi).to.match(/^3\.1\./);
    const { valid, errors } = await new Validator().validate(document);
    expect(valid, JSON.stringify(errors)).to.equal(true);
    expect(document.paths).to.include.keys('/api/crm/contacts', '/api/crm/deals');
  });

  it('reads the page about it', async () => {
    const { page } = job.ada;
    await page.goto('/api/docs');
    await shows(page, /operations$/);
    await page.getByRole('searchbox').first().fill('deals');
    await shows(page, '/api/crm/deals');
    await look(page, '24-api-docs');
  });
}
