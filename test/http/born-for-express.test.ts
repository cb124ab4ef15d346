import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { bornForExpress } from '../../core/http/born-for-express.ts';

describe("http: requests with Express's prototypes from birth", () => {
  it('are what Express makes of them, before it has touched them', async () => {
    const app = express();
    const seen: boolean[] = [];
    app.get('/hello', (request, response) =>
      response.status(201).json({ ip: request.ip, path: request.path }),
    );
    const server = createServer(bornForExpress(app), (request, response) => {
      seen.push(
        Object.getPrototypeOf(request) === app.request,
        Object.getPrototypeOf(response) === app.response,
      );
      app(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hello`;
    const answer = await fetch(url, { method: 'GET' });
    const body: unknown = await answer.json();
    server.closeAllConnections();
    server.close();
    expect(seen).to.deep.equal([true, true]);
    expect(answer.status).to.equal(201);
    expect(body).to.deep.equal({ ip: '127.0.0.1', path: '/hello' });
  });
});
