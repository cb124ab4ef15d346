import { expect } from 'chai';
import { look } from '../pictures.ts';
import { board, contacts, home, type Job, password, row, shows } from './job.ts';

const other = '/w/navy-yard';

/** A second workspace sees nothing of the first, and does without CRM. */
export function workspaces(job: Job): void {
  const statusOf = async (path: string) => {
    job.ada.watch.expects(404);
    return (await job.ada.page.goto(path))?.status();
  };
  const apiStatus = (slug: string, path: string) =>
    job.ada.page.evaluate<number>(
      `fetch('${path}', { headers: { 'Guildhall-Workspace': '${slug}' } }).then(({ status }) => status)`,
    );
  const menu = () => job.ada.page.getByRole('complementary', { name: 'Main menu' });

  it('makes a second workspace, which sees nothing of the first', async () => {
    const { page } = job.ada;
    const record = await firstContact(job);
    await page.goto('/workspaces');
    await look(page, '25-workspaces');
    await page.getByLabel('Name').fill('Navy Yard');
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await page.waitForURL(`**${other}`);
    await look(page, '26-home');
    await page.goto(`${other}/crm/contacts`);
    await shows(page, 'No contacts yet');
    await page.goto(`${other}/search?q=Lef%C3%A8vre`);
    expect(await page.getByRole('link', { name: 'René Lefèvre' }).count()).to.equal(0);
    expect(await statusOf(`${other}/crm/contacts/${record}`)).to.equal(404);
    await look(page, '27-not-found');
    expect(await apiStatus('navy-yard', `/api/crm/contacts/${record}`)).to.equal(404);
    expect(await apiStatus('engines-co', `/api/crm/contacts/${record}`)).to.equal(200);
  });

  it('has records of its own there', async () => {
    const { page } = job.ada;
    await page.goto(`${other}/crm/contacts`);
    await page.getByRole('banner').getByRole('link', { name: 'New contact' }).click();
    await page.fill('[name=firstName]', 'Alan');
    await page.fill('[name=lastName]', 'Turing');
    await page.getByRole('button', { name: 'Create contact' }).click();
    await page.getByRole('heading', { name: 'Alan Turing', level: 1 }).waitFor();
  });

  it('switches CRM off there: its menu is gone, its pages and its API answer 404', async () => {
    const { page } = job.ada;
    await page.goto(`${other}/settings/modules`);
    await look(page, '28-modules');
    await page.getByRole('switch', { name: /CRM/ }).click();
    await page.locator('[role=switch][aria-checked=false]').waitFor();
    expect(await menu().getByRole('link', { name: 'Contacts' }).count()).to.equal(0);
    expect(await statusOf(`${other}/crm/contacts`)).to.equal(404);
    expect(await apiStatus('navy-yard', '/api/crm/contacts')).to.equal(404);
    expect(await statusOf(board)).to.equal(200);
    expect(await apiStatus('engines-co', '/api/crm/contacts')).to.equal(200);
  });

  it('switches it on again, and everything is there', async () => {
    const { page } = job.ada;
    await page.goto(`${other}/settings/modules`);
    await page.getByRole('switch', { name: /CRM/ }).click();
    await page.locator('[role=switch][aria-checked=true]').waitFor();
    await menu().getByRole('link', { name: 'Contacts' }).click();
    await row(job.ada, 'Alan Turing').waitFor();
    await page.goto(`${other}/crm/deals/board`);
    await shows(page, 'Negotiation');
    expect(await apiStatus('navy-yard', '/api/crm/contacts')).to.equal(200);
  });

  it('signs out, is asked to sign in where they wanted to go, and is there', async () => {
    const { page } = job.ada;
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/sign-in/);
    await page.goto(contacts);
    await page.waitForURL(/sign-in/);
    await look(page, '29-sign-in');
    await page.fill('#email', 'ada@engines.example');
    await page.fill('#password', password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`**${contacts}`);
    await shows(page, '20 records');
    await page.goto(home);
    await look(page, '30-home-full');
  });
}

async function firstContact({ product, key }: Job): Promise<string> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${product.origin}/api/crm/contacts?limit=1&fields=id`, { headers });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return data[0]?.id ?? '';
}
