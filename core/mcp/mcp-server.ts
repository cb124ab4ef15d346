import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type ListToolsResult,
} from '@modelcontextprotocol/sdk/types.js';
import { catalogueFor } from '../actions/catalogue/action-catalogue.ts';
import { runAction } from '../actions/run/run-action.ts';
import { allCustomFields } from '../custom-fields/custom-fields-of.ts';
import { answerTo } from '../http/error-answer.ts';
import { packageVersion } from '../package-root.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { InvalidInput } from '../sdk/index.ts';
import { compactText } from './compact.ts';
import { plainAnswer } from './plain-answer.ts';
import { searching } from './searching.ts';
import { fewTools, searchingTools, toolOf } from './tools.ts';

const instructions =
  'Records and actions of one workspace. Money is a whole number of the minor unit beside a currency; days are YYYY-MM-DD. ' +
  'What answers with an approval is not done yet: a person decides, so do not repeat it.';

const pageSize = 50;

/** One server for one request: it knows who asks, and keeps nothing. */
export function mcpServer(runtime: Runtime, scope: Scope): Server {
  const info = { name: 'guildhall', title: 'Guildhall', version: packageVersion() };
  const server = new Server(info, { capabilities: { tools: { listChanged: false } }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, ({ params }) => listTools(runtime, scope, params?.cursor));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    callTool(runtime, scope, params.name, params.arguments ?? {}, params._meta),
  );
  return server;
}

/** In one stable order; a cursor names the last tool of the page before. */
async function listTools(runtime: Runtime, scope: Scope, cursor?: string): Promise<ListToolsResult> {
  const customFields = await allCustomFields(runtime, scope.workspace.id);
  const own = catalogueFor(runtime, scope).map((action) => toolOf(action, customFields));
  const all = own.length > fewTools ? [...searchingTools, ...own] : own;
  const start = cursor === undefined ? 0 : all.findIndex(({ name }) => name === cursor) + 1;
  if (cursor !== undefined && start === 0)
    throw new InvalidInput([{ path: ['cursor'], message: 'Begin again without a cursor.' }]);
  const tools = all.slice(start, start + pageSize);
  const last = tools.at(-1)?.name;
  return { tools, ...(start + pageSize < all.length && last !== undefined && { nextCursor: last }) };
}

/** What is refused is a result too, so that the model can read why and mend it. */
async function callTool(
  runtime: Runtime,
  scope: Scope,
  name: string,
  input: unknown,
  meta: Readonly<Record<string, unknown>> = {},
): Promise<CallToolResult> {
  try {
    const find = Object.hasOwn(searching, name) ? searching[name] : undefined;
    if (find) return textResult(await find(runtime, scope, input));
    const key = meta['guildhall/idempotency-key'];
    const options = {
      preview: meta['guildhall/preview'] === true,
      idempotencyKey: typeof key === 'string' ? key : undefined,
    };
    return textResult(plainAnswer(await runAction(runtime, scope, name, input, options)));
  } catch (error) {
    return refusal(runtime, name, error);
  }
}

function textResult(value: unknown): CallToolResult {
  return { content: [{ type: 'text', text: compactText(value) }] };
}

function refusal(runtime: Runtime, tool: string, error: unknown): CallToolResult {
  const { code, message, problems, details, isBug } = answerTo(error);
  if (isBug) runtime.log.error({ err: error, tool }, 'A tool failed.');
  const said = problems?.map((problem) => ({ field: problem.path.join('.'), message: problem.message }));
  const text = compactText({ error: { code, message, problems: said, details } });
  return { content: [{ type: 'text', text }], isError: true };
}
