import { expect } from 'chai';
import { look } from '../pictures.ts';
import { home, type Job, password } from './job.ts';

/** From the printed address to the first workspace. */
export function arrival(job: Job): void {
  it('opens the one printed address and is asked who they are', async () => {
    const { page } = job.ada;
    expect(job.product.output().match(/https?:\/\/\S+/g)).to.deep.equal([job.product.firstPage]);
    await page.goto(job.product.firstPage);
    await page.getByRole('group', { name: 'Welcome. Who are you?' }).waitFor();
    await look(page, '01-setup');
  });

  it('keeps what was typed when something is wrong, and says so beside it', async () => {
    const { page } = job.ada;
    await page.fill('#name', 'Ada Lovelace');
    await page.fill('#email', 'ada@engines');
    await page.fill('#password', password);
    await page.click('[data-step-next]');
    await page.fill('#workspaceName', 'Engines & Co');
    await look(page, '02-setup-workspace');
    await page.click('[data-step-next]');
    await look(page, '03-setup-modules');
    await page.click('[data-step-submit]');
    await page.locator('#email-problem').waitFor();
    expect(await page.inputValue('#name')).to.equal('Ada Lovelace');
    expect(await page.inputValue('#email')).to.equal('ada@engines');
    expect(await page.getAttribute('#email', 'aria-describedby')).to.equal('email-problem');
    await look(page, '04-setup-wrong');
  });

  it('makes the owner and the first workspace, and asks never again', async () => {
    const { page } = job.ada;
    await page.fill('#email', 'ada@engines.example');
    await page.fill('#password', password);
    await page.click('[data-step-next]');
    expect(await page.inputValue('#workspaceName')).to.equal('Engines & Co');
    expect(await page.inputValue('#timezone')).to.equal('Europe/Berlin');
    await page.selectOption('#currency', 'EUR');
    await page.click('[data-step-next]');
    await page.click('[data-step-submit]');
    await page.waitForURL(`**${home}`);
    await look(page, '05-home-empty');
    await page.goto(job.product.firstPage);
    expect(new URL(page.url()).pathname).not.to.equal('/setup');
  });
}
