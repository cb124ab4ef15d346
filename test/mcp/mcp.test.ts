import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect } from 'chai';
import { makeKey } from '../../core/api-keys/make-key.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { switchModule } from '../../core/testing/index.ts';
import { newestCall } from '../actions/audit-of.ts';

interface Said {
  readonly isError: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the tool answered
  readonly said: any;
}

describe('mcp: the official client over HTTP', () => {
  let app: TestApp;
  const clients: Client[] = [];

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'], fixtures: ['chores'] });
  });
  after(() => app.stop());
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });

  async function connect(key: string): Promise<Client> {
    const client = new Client({ name: 'test', version: '1.0.0' });
    const headers = { Authorization: `Bearer ${key}` };
    const transport = new StreamableHTTPClientTransport(new URL(`${app.url}/mcp`), {
      requestInit: { headers },
    });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    clients.push(client);
    return client;
  }

  async function call(client: Client, name: string, input: Record<string, unknown> = {}): Promise<Said> {
    const result = await client.callTool({ name, arguments: input });
    const [{ text }] = result.content as [{ text: string }];
    return { isError: result.isError === true, said: JSON.parse(text) };
  }

  async function everyTool(client: Client) {
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTools(cursor === undefined ? {} : { cursor });
      pages.push(page.tools);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return pages;
  }

  it('lists the tools of a key page by page, each with a schema and a name of good form', async () => {
    const pages = await everyTool(await connect(app.keys.a.member));
    expect(pages.length).to.be.greaterThan(1);
    const tools = pages.flat();
    const names = tools.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(name).to.match(/^[a-z][a-z0-9_]{1,39}$/);
    expect(names).to.include.members([
      'search_actions',
      'crm_contact_create',
      'crm_deal_winning',
      'chores_chore_count',
    ]);
    const create = tools.find(({ name }) => name === 'crm_contact_create');
    expect(create?.inputSchema.properties).to.have.property('firstName');
    expect(tools.find(({ name }) => name === 'crm_contact_list')?.annotations?.readOnlyHint).to.equal(true);
    expect(tools.find(({ name }) => name === 'chores_chore_announce')?.annotations?.destructiveHint).to.equal(
      true,
    );
  });

  it('shows a key no more than it may do', async () => {
    const { token } = await makeKey(app.runtime, await app.scope('owner'), {
      name: 'Reads chores',
      scopes: ['chores:read'],
      expiresInDays: null,
    });
    const client = await connect(token);
    const tools = (await everyTool(client)).flat().map(({ name }) => name);
    expect(tools).to.deep.equal([
      'chores_chore_count',
      'chores_chore_delegation',
      'chores_chore_get',
      'chores_chore_list',
      'chores_chore_search',
    ]);
    const refused = await call(client, 'chores_chore_create', { title: 'Not mine' });
    expect(refused).to.deep.include({ isError: true });
    expect(refused.said.error).to.include({ code: 'not-allowed' });
    expect(await newestCall(app)).to.include({
      door: 'mcp',
      outcome: 'refused',
      action: 'chores.chore.create',
    });
  });

  it('calls one, and the audit knows the door', async () => {
    const client = await connect(app.keys.a.member);
    const { isError, said } = await call(client, 'chores_chore_create', { title: 'Water the plants' });
    expect(isError).to.equal(false);
    expect(said).to.include({ title: 'Water the plants' });
    expect(await newestCall(app)).to.include({ door: 'mcp', outcome: 'done', action: 'chores.chore.create' });
    const found = await call(client, 'chores_chore_search', { q: 'plants' });
    expect(found.said.items).to.have.length(1);
  });

  it('says what is wrong with bad input, field by field', async () => {
    const { isError, said } = await call(await connect(app.keys.a.member), 'chores_chore_create', {
      title: '',
      colour: 'red',
    });
    expect(isError).to.equal(true);
    expect(said.error.code).to.equal('invalid-input');
    expect(said.error.problems.map(({ field }: { field: string }) => field)).to.have.members([
      'title',
      'colour',
    ]);
  });

  it('does not do what needs approval, and says so', async () => {
    const { isError, said } = await call(await connect(app.keys.a.member), 'chores_chore_announce', {
      words: 'Hello all',
    });
    expect(isError).to.equal(false);
    expect(said.approval).to.include({ state: 'waiting', summary: 'Would say "Hello all".' });
    expect(said.message).to.match(/person has to approve/);
  });

  it('finds, describes and runs actions by words', async () => {
    const client = await connect(app.keys.a.member);
    const found = await call(client, 'search_actions', { words: 'count chores' });
    expect(found.said.items.map(({ id }: { id: string }) => id)).to.deep.equal(['chores.chore.count']);
    const described = await call(client, 'describe_action', { action: 'chores.chore.completion' });
    expect(described.said.input.required).to.deep.equal(['id', 'minutes']);
    const preview = await call(client, 'run_action', {
      action: 'chores.chore.create',
      input: { title: 'x' },
      preview: true,
    });
    expect(preview.said.summary).to.equal('1 chore created.');
  });

  it('keeps what it says short', async () => {
    const client = await connect(app.keys.a.member);
    const scope = await app.scope('member');
    expect(scope.grants.size).to.be.greaterThan(0);
    for (let n = 0; n < 60; n += 1)
      await app
        .as('member')
        .post('/api/chores/chores')
        .send({ title: `${n} ${'long '.repeat(38)}`.trim() })
        .expect(201);
    const result = await client.callTool({ name: 'chores_chore_list', arguments: { limit: 60 } });
    const [{ text }] = result.content as [{ text: string }];
    expect(Buffer.byteLength(text)).to.be.at.most(8_192);
    expect(JSON.parse(text)).to.have.keys(['items', 'nextCursor', 'shown', 'note']);
  });

  it('has no tools of a plugin that is off', async () => {
    await switchModule(app, 'chores', false);
    const client = await connect(app.keys.a.member);
    const names = (await everyTool(client)).flat().map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('chores_'))).to.deep.equal([]);
    expect((await call(client, 'chores_chore_count')).said.error.code).to.equal('not-found');
    await switchModule(app, 'chores', true);
  });

  it('takes several messages at once, but no flood of them', async () => {
    const send = (count: number) =>
      fetch(`${app.url}/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.keys.a.member}`,
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
        },
        body: JSON.stringify(
          Array.from({ length: count }, (_, id) => ({
            ...{ jsonrpc: '2.0', id, method: 'tools/call' },
            params: { name: 'chores_chore_create', arguments: { title: `Of ${count} at once` } },
          })),
        ),
      });
    const few = await send(3);
    expect(few.status).to.equal(200);
    expect(await few.json()).to.have.length(3);
    for (const count of [0, 21]) {
      const refused = await send(count);
      expect(refused.status).to.equal(400);
      const { error } = (await refused.json()) as { error: { code: number; message: string } };
      expect(error).to.deep.equal({
        code: -32_600,
        message: `Send 1 to 20 messages at once, not ${count}.`,
      });
    }
    const { body } = await app.as('member').get('/api/chores/chores?limit=200&q=once').expect(200);
    expect(body.data).to.have.length(3);
  });

  it('lets nobody in without a key, by another method or from another site', async () => {
    const ask = (headers: Record<string, string>, method = 'POST') =>
      fetch(`${app.url}/mcp`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: '{}' }),
      });
    const key = { authorization: `Bearer ${app.keys.a.member}` };
    expect((await ask({})).status).to.equal(401);
    expect((await ask({ authorization: 'Bearer nonsense' })).status).to.equal(401);
    expect((await ask({ ...key, origin: 'https://evil.example' })).status).to.equal(403);
    expect((await ask(key, 'GET')).status).to.equal(405);
  });
});
