import { expect } from 'chai';
import express, { Router } from 'express';
import request from 'supertest';
import { onlyWhereNamed } from './only-where-named.ts';

describe('http: routers that are asked only where they have a say', () => {
  const asked: string[] = [];
  const said = Router();
  said.get('/usage', (_request, response) => void response.json('usage'));
  said.get('/audit/:id', (_request, response) => void response.json('audit'));
  const anywhere = Router();
  anywhere.get('/:plugin/export', (_request, response) => void response.json('export'));

  function noting(name: string, router: Router): Router {
    const handle = Object.assign(
      (...given: Parameters<Router>) => {
        asked.push(name);
        router(...given);
      },
      { stack: router.stack },
    );
    return handle as unknown as Router;
  }

  const app = express();
  app.use(onlyWhereNamed(noting('said', said)), onlyWhereNamed(noting('anywhere', anywhere)));

  async function ask(path: string): Promise<[number, unknown, string[]]> {
    asked.length = 0;
    const { status, body } = await request(app).get(path);
    return [status, status === 200 ? body : null, [...asked]];
  }

  it('answer as ever where they are named', async () => {
    expect(await ask('/usage')).to.deep.equal([200, 'usage', ['said']]);
    expect(await ask('/audit/7?from=1')).to.deep.equal([200, 'audit', ['said']]);
  });

  it('are passed by elsewhere', async () => {
    expect(await ask('/crm/export')).to.deep.equal([200, 'export', ['anywhere']]);
    expect(await ask('/usages')).to.deep.equal([404, null, ['anywhere']]);
  });
});
