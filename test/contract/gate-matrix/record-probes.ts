import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { api, atApi, atPage, type GateApp, id, onPage, resource, screens } from './gate-app.ts';
import { type Answer, onlyNamed, type Probes } from './probe.ts';

const action = `${id}.thing.count`;

/** Records, what can be done with them, and where they are named. */
export const recordProbes: Pick<Probes, 'resources' | 'actions' | 'routes' | 'menu' | 'search'> = {
  resources: [
    { surface: 'REST list', look: (app) => atApi(app, `${api}/things`) },
    { surface: 'REST record', look: (app) => atApi(app, `${api}/things/${app.thing}`) },
    { surface: 'REST create', look: (app) => atApi(app, `${api}/things`, { name: 'Another' }) },
    {
      surface: 'OpenAPI',
      look: (app) => named(app, '/api/openapi.json', `${api}/things`),
      expected: onlyNamed,
    },
    { surface: 'list page', look: (app) => atPage(app, `${screens}/things`) },
    { surface: 'record page', look: (app) => atPage(app, `${screens}/things/${app.thing}`) },
    { surface: 'form', look: (app) => atPage(app, `${screens}/things/new`), expected: onlyNamed },
    { surface: 'export', look: (app) => atPage(app, `${screens}/things/export.csv`) },
    { surface: 'import', look: (app) => atPage(app, `${screens}/things/import`), expected: onlyNamed },
    {
      surface: 'palette',
      look: (app) => onPage(app, '/w/a/search?q=new', `${screens}/things/new`),
      expected: onlyNamed,
    },
    { surface: 'MCP', look: (app) => called(app, `${resource}.list`) },
  ],
  actions: [
    { surface: 'REST', look: (app) => atApi(app, `/api/actions/${action}`, {}) },
    { surface: 'REST list', look: (app) => named(app, '/api/actions', action), expected: onlyNamed },
    { surface: 'REST description', look: (app) => atApi(app, `/api/actions/${action}`), expected: onlyNamed },
    { surface: 'MCP list', look: listed, expected: onlyNamed },
    { surface: 'MCP', look: (app) => called(app, action) },
  ],
  routes: [
    { surface: 'REST', look: (app) => atApi(app, `${api}/one`) },
    { surface: 'OpenAPI', look: (app) => named(app, '/api/openapi.json', `${api}/one`), expected: onlyNamed },
  ],
  menu: [
    { surface: 'menu', look: (app) => onPage(app, '/w/a', `href="${screens}/things"`), expected: onlyNamed },
    {
      surface: 'palette',
      look: (app) => onPage(app, '/w/a/search?q=things', `href="${screens}/things"`),
      expected: onlyNamed,
    },
  ],
  search: [
    {
      surface: 'palette',
      async look(app) {
        const { text } = await app.owner.get('/w/a/search?q=each');
        if (text.includes('Found by one of each')) return 'open';
        return text.includes('One did not answer in time') ? 'refused' : 'absent';
      },
    },
  ],
};

async function named({ as }: GateApp, address: string, text: string): Promise<Answer> {
  const { body } = await as('owner').get(address).expect(200);
  return JSON.stringify(body).includes(`"${text}"`) ? 'open' : 'absent';
}

const nameOf = (actionId: string) => actionId.replaceAll(/[.-]/g, '_');

async function listed(app: GateApp): Promise<Answer> {
  return withMcp(app, async (client) => {
    let cursor: string | undefined;
    do {
      const { tools, nextCursor } = await client.listTools(cursor === undefined ? {} : { cursor });
      if (tools.some(({ name }) => name === nameOf(action))) return 'open';
      cursor = nextCursor;
    } while (cursor !== undefined);
    return 'absent';
  });
}

const codes: Readonly<Record<string, Answer>> = { 'not-found': 'absent', unavailable: 'refused' };

async function called(app: GateApp, actionId: string): Promise<Answer> {
  return withMcp(app, async (client) => {
    const { content, isError } = await client.callTool({ name: nameOf(actionId), arguments: {} });
    if (isError !== true) return 'open';
    const [{ text }] = content as [{ text: string }];
    const answer = codes[JSON.parse(text).error?.code];
    if (!answer) throw new Error(text);
    return answer;
  });
}

async function withMcp<Result>(
  { url, keys }: GateApp,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ name: 'gate', version: '1.0.0' });
  const headers = { Authorization: `Bearer ${keys.a.owner}` };
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } });
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
