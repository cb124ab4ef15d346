import type { APIResponse, BrowserContext } from 'playwright-core';
import type { Caller, Made } from '../../scripts/screenshots/fill-workspace.ts';

/** The REST API of CRM, as somebody who is signed in with a browser. */
export function sessionCaller(context: BrowserContext, origin: string, slug: string): Caller {
  const headers = { origin, 'guildhall-workspace': slug };
  const address = (path: string) => `${origin}/api/crm/${path}`;
  return {
    read: async (path) => answered<Made[]>(await context.request.get(address(path), { headers })),
    make: async (path, data) => answered<Made>(await context.request.post(address(path), { headers, data })),
  };
}

async function answered<Data>(answer: APIResponse): Promise<Data> {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
  return ((await answer.json()) as { data: Data }).data;
}
