import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from '../http/browser.ts';
import { password } from '../http/pages-app.ts';
import { sendTo } from '../http/served-app.ts';
import { typingAt } from './typing-at.ts';

export interface Asked {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly role: 'owner' | 'admin' | 'member' | 'viewer';
  readonly workspace: 'a' | 'b';
  readonly key?: string;
}

/** `done`, `approval`, or the code of the refusal, and the fields that were wrong. */
export interface Came {
  readonly as: string;
  readonly fields: readonly string[];
}

export type DoorOfTest = (asked: Asked) => Promise<Came>;

interface Refusal {
  readonly code: string;
  readonly problems?: readonly { readonly path?: readonly (string | number)[]; readonly field?: string }[];
}

function refused({ code, problems = [] }: Refusal): Came {
  return { as: code, fields: problems.map(({ path, field }) => field ?? (path ?? []).join('.')).sort() };
}

const came = (as: string): Came => ({ as, fields: [] });

/** Every way there is to ask for an action, each ending in the same few words. */
export function doorsOf(app: TestApp, folder: string): Readonly<Record<string, DoorOfTest>> {
  const agent = ({ role, workspace }: Asked) => app.as(role, app.workspaces[workspace]);
  const keyed = (key: string | undefined) => (key === undefined ? {} : { 'Idempotency-Key': key });

  return {
    async rest(asked) {
      const { status, body } = await agent(asked)
        .post(`/api/actions/${asked.action}`)
        .set(keyed(asked.key))
        .send(asked.input);
      return status === 200 ? came('done') : status === 202 ? came('approval') : refused(body.error);
    },

    async 'address of records'(asked) {
      const { id, ...input } = asked.input;
      const verb = asked.action.split('.').at(-1) ?? '';
      const path = `/api/chores/chores${id === undefined ? '' : `/${id}`}`;
      const client = agent(asked);
      const request =
        verb === 'create'
          ? client.post(path)
          : verb === 'update'
            ? client.patch(path)
            : client.post(`${path}/${verb}`);
      const { status, body } = await request.set(keyed(asked.key)).send(input);
      return status < 202 ? came('done') : status === 202 ? came('approval') : refused(body.error);
    },

    async mcp({ action, input, role, workspace, key }) {
      const response = await fetch(`${app.url}/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.keys[workspace][role]}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
          params: {
            name: action.replaceAll('.', '_'),
            arguments: input,
            ...(key !== undefined && { _meta: { 'guildhall/idempotency-key': key } }),
          },
        }),
      });
      const { result } = (await response.json()) as {
        result: { isError?: boolean; content: [{ text: string }] };
      };
      const said = JSON.parse(result.content[0].text);
      return result.isError ? refused(said.error) : came(said.approval ? 'approval' : 'done');
    },

    async 'command line'({ action, input, role, workspace, key }) {
      const file = join(folder, `${workspace}-${role}`);
      await writeFile(file, app.keys[workspace][role]);
      const options = key === undefined ? [] : ['--idempotency-key', key];
      const typed = await typingAt(app)(
        ...[action, '--key-file', file, '--json', JSON.stringify(input), ...options],
      );
      if (typed.code === 0) return came('done');
      if (typed.code === 3) return came('approval');
      const fields = [...typed.told.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => String(name));
      return { as: /^([\w-]+):/.exec(typed.told)?.[1] ?? typed.told, fields: fields.sort() };
    },

    palette(asked) {
      const { action, input, workspace, key } = asked;
      const query = input.id === undefined ? '' : `?id=${input.id}`;
      return sendForm(asked, `/w/${workspace}/actions/${action}${query}`, key === undefined ? {} : { key });
    },

    'forms of records'(asked) {
      const { action, input, workspace, key } = asked;
      const verb = action.split('.').at(-1) ?? '';
      const path = input.id === undefined ? 'new' : `${input.id}/${verb}`;
      const hidden: Record<string, string> = key === undefined ? {} : { 'form.key': key };
      return sendForm(asked, `/w/${workspace}/chores/chores/${path}`, hidden);
    },
  };

  async function sendForm(
    { input: { id: _id, ...input }, role, workspace }: Asked,
    path: string,
    hidden: Readonly<Record<string, string>>,
  ): Promise<Came> {
    const browser = new Browser({
      url: app.url,
      send: (method, to, options = {}) => sendTo(app.url, method, to, options),
      close: () => undefined,
    });
    await browser.signIn(app.workspaces[workspace].people[role].email, password);
    const form = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));
    const { status, text } = await browser.post(path, { ...form, ...hidden });
    const wrong = [...text.matchAll(/name="(\w+)"[^>]*aria-invalid="true"/g)].map(([, name]) => String(name));
    return { as: codes[status] ?? String(status), fields: wrong.sort() };
  }
}

const codes: Readonly<Record<number, string>> = {
  303: 'done',
  403: 'not-allowed',
  404: 'not-found',
  409: 'conflict',
  422: 'invalid-input',
  429: 'rate-limited',
};
