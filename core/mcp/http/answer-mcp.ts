import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Request, Response } from 'express';
import { scopeOf } from '../../http/locals.ts';
import type { Runtime } from '../../runtime.ts';
import { mcpServer } from '../mcp-server.ts';

/** A server for this one request. */
export async function answerMcp(runtime: Runtime, request: Request, response: Response): Promise<void> {
  const server = mcpServer(runtime, scopeOf(response));
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  response.once('close', () => void server.close());
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response, request.body);
}
