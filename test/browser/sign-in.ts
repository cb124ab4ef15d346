import { password } from '../http/pages-app.ts';
import type { Person } from './person.ts';

/** The owner of the first workspace comes in by the front door. */
export async function signInAsOwner({ page }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.fill('#email', 'owner@a.example');
  await page.fill('#password', password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.sidebar').waitFor();
}
