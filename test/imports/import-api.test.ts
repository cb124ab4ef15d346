import { readdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import request from 'supertest';
import { exportApi } from '../../core/exports/http/export-route.ts';
import { createApp } from '../../core/http/app.ts';
import { importApi } from '../../core/imports/http/import-api.ts';
import { removedSuffix } from '../../core/ports/files/local-files.ts';
import { bootImportApp, forgetAll, type ImportApp, settled } from './import-app.ts';
import { samplePath } from './sample-file.ts';

describe('imports: over the API', () => {
  let app: ImportApp;
  let server: Server;

  before(async () => {
    app = await bootImportApp();
    const { runtime } = app;
    server = createApp(runtime, { api: [importApi(runtime), exportApi(runtime)] }).listen(0, '127.0.0.1');
  });
  after(async () => {
    server.close();
    await app.stop();
  });
  beforeEach(() => forgetAll(app, app.owner));

  type Role = 'owner' | 'admin' | 'member' | 'viewer';
  const bearer = (role: Role, workspace: 'a' | 'b' = 'a') => `Bearer ${app.keys[workspace][role]}`;
  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, key = bearer('member')) =>
    request(server)[method](path).set('Authorization', key);
  const begin = (content: string, key = bearer('member')) =>
    call('post', '/api/imports?resource=address-book.person&fileName=p.csv', key)
      .set('Content-Type', 'text/csv')
      .send(content);
  /** What may still be opened: a removed file lies there under another name for the backups that speak of it. */
  const storedFiles = async () => {
    const folder = join(app.runtime.config.dataDir, 'files', app.workspaces.a.id);
    const names = await readdir(folder).catch(() => [] as string[]);
    return names.filter((name) => !name.endsWith(removedSuffix));
  };

  it('does the whole job: upload, map, check, start, failures, undo', async () => {
    const begun = await call('post', '/api/imports?resource=address-book.person').attach(
      'file',
      samplePath('messy-contacts.csv'),
    );
    expect(begun.status).to.equal(201);
    const { id, columns, fields, modes } = begun.body.data;
    expect(columns[2]).to.include({ column: 'E-mail', field: 'email', because: 'name' });
    expect(fields.map((field: { name: string }) => field.name)).to.include.members([
      'email',
      'fullName',
      'id',
    ]);
    expect(modes).to.deep.equal(['upsert', 'create', 'update']);
    const mapped = await call('patch', `/api/imports/${id}`).send({
      columns: [{ column: 'Company', field: null }],
      options: { mode: 'create' },
    });
    expect(mapped.status).to.equal(200);
    expect((await call('post', `/api/imports/${id}/check`)).status).to.equal(202);
    await settled(app.runtime, app.owner, id);
    const checked = await call('get', `/api/imports/${id}`);
    expect(checked.body.data.check.counts).to.deep.equal({ created: 6, updated: 0, skipped: 0, failed: 6 });
    expect((await call('post', `/api/imports/${id}/start`)).status).to.equal(202);
    await settled(app.runtime, app.owner, id);
    const done = (await call('get', `/api/imports/${id}`)).body.data;
    expect(done).to.deep.include({ state: 'done', progress: { rows: 12, total: 12, percent: 100 } });
    const failures = await call('get', `/api/imports/${id}/failures?limit=4`);
    expect(failures.body.data.map((failure: { row: number }) => failure.row)).to.deep.equal([4, 5, 6, 7]);
    expect(failures.body.page).to.deep.equal({ limit: 4, hasMore: true, next: '7' });
    expect((await call('get', `/api/imports/${id}/failures?after=7`)).body.data).to.have.length(2);
    expect((await call('post', `/api/imports/${id}/undo`)).status).to.equal(202);
    await settled(app.runtime, app.owner, id);
    expect((await call('get', '/api/address-book/people')).body.data).to.have.length(0);
    expect((await call('delete', `/api/imports/${id}`)).status).to.equal(200);
    expect((await call('get', `/api/imports/${id}`)).status).to.equal(404);
    expect(await storedFiles()).to.deep.equal([]);
  });

  it('gives the failed rows as a file that can be mended and imported again', async () => {
    const { id } = (
      await begin(
        'Last name,Email,Birthday\nA,bad,\nB,b@e.example,31.02.2000\nC,c@e.example,\nD,d@e.example,01.03.2000\nE,e@e.example,02.03.2000\n',
      )
    ).body.data;
    await call('post', `/api/imports/${id}/start`);
    await settled(app.runtime, app.owner, id);
    const file = await call('get', `/api/imports/${id}/failures.csv`);
    expect(file.headers['content-type']).to.contain('text/csv');
    expect(file.text).to.equal(
      '\uFEFFLast name,Email,Birthday,row,problem\r\n' +
        'A,bad,,2,Email: Enter an e-mail address such as ada@example.org. (“bad”)\r\n' +
        'B,b@e.example,31.02.2000,3,Birthday: This is not a date. (“31.02.2000”)\r\n',
    );
    const mended = file.text.replace('A,bad', 'A,a@e.example').replace('31.02.2000', '29.02.2000');
    const again = (await begin(mended)).body.data;
    expect(again.columns.map((column: { field: string | null }) => column.field)).to.deep.equal([
      'lastName',
      'email',
      'birthday',
      null,
      null,
    ]);
    await call('post', `/api/imports/${again.id}/start`);
    const done = await settled(app.runtime, app.owner, again.id);
    expect(done.counts).to.deep.equal({ created: 2, updated: 0, skipped: 0, failed: 0 });
  });

  it('exports what it imports: the file comes back as no change at all', async () => {
    const { id } = (
      await call('post', '/api/imports?resource=address-book.person').attach(
        'file',
        samplePath('messy-contacts.csv'),
      )
    ).body.data;
    await call('post', `/api/imports/${id}/start`);
    await settled(app.runtime, app.owner, id);
    const exported = await call('get', '/api/address-book/people/export.csv?sort=lastName');
    expect(exported.status).to.equal(200);
    expect(exported.headers['content-disposition']).to.match(
      /^attachment; filename="address-book-people-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const again = (await begin(exported.text)).body.data;
    expect(again.options).to.include({ mode: 'upsert', key: 'id' });
    await call('post', `/api/imports/${again.id}/start`);
    const done = await settled(app.runtime, app.owner, again.id);
    expect(done.counts).to.deep.equal({ created: 0, updated: 0, skipped: 6, failed: 0 });
  });

  it('exports the list that is asked for, with the columns that are asked for, disarmed', async () => {
    const rows = 'Last name,City,Phone\n=1+1,@home,+31 20 555\n-9,Rome,\n"x ""y"", z",Rome,\n';
    const { id } = (await begin(rows)).body.data;
    await call('post', `/api/imports/${id}/start`);
    await settled(app.runtime, app.owner, id);
    const all = await call(
      'get',
      '/api/address-book/people/export.csv?columns=lastName,city,phone&sort=lastName',
    );
    expect(all.text.split('\r\n').slice(0, 1)).to.deep.equal(['Last name,City,Phone']);
    expect(all.text.split('\r\n').slice(1, 4)).to.have.members([
      "'=1+1,'@home,+31 20 555",
      '-9,Rome,',
      '"x ""y"", z",Rome,',
    ]);
    const some = await call('get', '/api/address-book/people/export.csv?columns=lastName&q=x&mark=true');
    expect(some.text).to.equal('\uFEFFLast name\r\n"x ""y"", z"\r\n');
    expect((await call('get', '/api/address-book/people/export.csv?columns=password')).status).to.equal(422);
    expect((await call('get', '/api/address-book/people/export.csv?filter[nope]=1')).status).to.equal(422);
  });

  it('walks a list of several batches without losing or repeating a record', async () => {
    const lines = Array.from({ length: 1_700 }, (_, index) => `Last ${index},p${index}@e.example`);
    const { id } = (await begin(`Last name,Email\n${lines.join('\n')}\n`)).body.data;
    await call('post', `/api/imports/${id}/start`);
    await settled(app.runtime, app.owner, id);
    const exported = await call('get', '/api/address-book/people/export.csv?columns=email');
    const emails = exported.text.trim().split('\r\n').slice(1);
    expect(emails).to.have.length(1_700);
    expect(new Set(emails).size).to.equal(1_700);
  });

  it('refuses those who may not', async () => {
    expect((await begin('Last name\nA\n', bearer('viewer'))).status).to.equal(403);
    expect((await call('get', '/api/address-book/people/export.csv', bearer('viewer'))).status).to.equal(403);
    expect((await request(server).get('/api/imports')).status).to.equal(401);
    const { id } = (await begin('Last name\nA\n')).body.data;
    for (const [method, path] of [
      ['get', `/api/imports/${id}`],
      ['patch', `/api/imports/${id}`],
      ['post', `/api/imports/${id}/check`],
      ['post', `/api/imports/${id}/start`],
      ['post', `/api/imports/${id}/cancellation`],
      ['post', `/api/imports/${id}/undo`],
      ['get', `/api/imports/${id}/failures`],
      ['get', `/api/imports/${id}/failures.csv`],
      ['delete', `/api/imports/${id}`],
    ] as const) {
      const stranger = await call(method, path, bearer('owner', 'b'));
      const random = await call(
        method,
        path.replace(id, '0198c5de-0000-7000-8000-000000000009'),
        bearer('owner', 'b'),
      );
      expect(stranger.status, path).to.equal(404);
      expect(stranger.body).to.deep.equal(random.body);
      expect((await call(method, path, bearer('viewer'))).status, path).to.equal(403);
    }
    expect((await call('get', '/api/imports', bearer('owner', 'b'))).body.data).to.deep.equal([]);
  });

  it('answers bad input with a path, and keeps no file of it', async () => {
    const noResource = await call('post', '/api/imports').set('Content-Type', 'text/csv').send('a\n1\n');
    expect(noResource.status).to.equal(422);
    expect(
      (await call('post', '/api/imports?resource=nope.nope').set('Content-Type', 'text/csv').send('a\n1\n'))
        .status,
    ).to.equal(404);
    const noFile = await call('post', '/api/imports?resource=address-book.person').field('name', 'x');
    expect(noFile.body.error.problems).to.deep.equal([{ path: ['file'], message: 'Choose a file.' }]);
    const json = await call('post', '/api/imports?resource=address-book.person').send({ file: 'x' });
    expect(json.status).to.equal(422);
    const workbook = await call('post', '/api/imports?resource=address-book.person').attach(
      'file',
      Buffer.from('PK\x03\x04'),
      'a.xlsx',
    );
    expect(workbook.body.error.problems[0].message).to.contain('spreadsheet');
    expect((await begin('Only,a,header\n')).status).to.equal(422);
    expect((await begin('')).status).to.equal(422);
    expect(await storedFiles()).to.deep.equal([]);
    const { id } = (await begin('Last name\nA\n')).body.data;
    for (const body of [
      { columns: 1 },
      { columns: [{ column: 'Last name', field: 7 }] },
      { options: { mode: 'destroy' } },
      { format: { charset: 'x' } },
      { what: 1 },
      [],
      { format: null },
    ]) {
      const answer = await call('patch', `/api/imports/${id}`).send(body);
      expect(answer.status, JSON.stringify(body)).to.equal(422);
      expect(answer.body.error.problems, JSON.stringify(body)).to.be.an('array').that.is.not.empty;
    }
    expect((await call('post', `/api/imports/${id}/cancellation`)).status).to.equal(409);
    expect((await call('get', `/api/imports/${id}/failures?limit=x`)).status).to.equal(422);
    expect((await call('get', '/api/imports/no-id')).status).to.equal(404);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const { port } = server.address() as AddressInfo;
    for (const [type, start] of [
      ['text/csv', 'Last name\nA\n'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nLast name\nA\n',
      ],
    ] as const) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        `POST /api/imports?resource=address-book.person HTTP/1.1\r\nHost: x\r\nAuthorization: ${bearer('member')}\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n${start}`,
      );
      while ((await storedFiles()).length === 0) await pause(5);
      socket.destroy();
      while ((await storedFiles()).length > 0) await pause(5);
    }
    expect((await call('get', '/api/imports')).body.data).to.deep.equal([]);
  });
});
