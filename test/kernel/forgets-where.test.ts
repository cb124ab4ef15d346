import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import { openCtx } from '../../core/context/open-ctx.ts';
import { inInstance, inWorkspace } from '../../core/db/unit-of-work.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { TestWorkspace } from '../../core/testing/test-people.ts';

const table = 'forgets_where_things';

describe('kernel: a plugin whose queries have no condition', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await bootTestApp({ fixtures: ['forgets-where'] });
    await put(app.workspaces.a, ['a1', 'a2']);
    await put(app.workspaces.b, ['b1', 'b2', 'b3']);
  });
  afterEach(() => app.stop());

  const put = (workspace: TestWorkspace, names: readonly string[]) =>
    inWorkspace(app.runtime.database, workspace.id, (unit) =>
      unit.from(table).insert(names.map((name) => ({ workspace_id: workspace.id, id: newId(), name }))),
    );
  const namesIn = (workspace: TestWorkspace) =>
    inWorkspace(app.runtime.database, workspace.id, (unit) => unit.from(table).orderBy('name').pluck('name'));

  /** As the core runs a route of a plugin. */
  async function call(method: string, path: string): Promise<unknown> {
    const found = app.runtime.registry.contributions.routes.find(
      ({ item: route }) => route.method === method && route.path === path,
    );
    if (!found) throw new Error(`There is no route ${method} ${path}.`);
    return openCtx(app.runtime, await app.scope('member'), (ctx) => found.item.run(ctx, {}));
  }

  it('reads its own workspace only', async () => {
    expect(await call('get', '/all')).to.deep.equal([{ name: 'a1' }, { name: 'a2' }]);
    expect(await call('get', '/sql')).to.deep.equal([
      { name: 'a1', total: 2 },
      { name: 'a2', total: 2 },
    ]);
  });

  it('changes its own workspace only', async () => {
    expect(await call('post', '/renaming')).to.equal(2);
    expect(await namesIn(app.workspaces.a)).to.deep.equal(['renamed', 'renamed']);
    expect(await namesIn(app.workspaces.b)).to.deep.equal(['b1', 'b2', 'b3']);
  });

  it('removes from its own workspace only', async () => {
    expect(await call('delete', '/all')).to.equal(2);
    expect(await namesIn(app.workspaces.b)).to.deep.equal(['b1', 'b2', 'b3']);
  });

  it('sees no accounts, sessions or workspaces, and members of its own workspace only', async () => {
    expect(await call('get', '/people')).to.deep.equal({
      users: 0,
      sessions: 0,
      workspaces: 0,
      memberships: 4,
    });
  });

  it('reads and changes 0 rows where there is no workspace', async () => {
    const { database } = app.runtime;
    expect(await inInstance(database, (unit) => unit.from(table).select('name'))).to.deep.equal([]);
    expect(await inInstance(database, (unit) => unit.from(table).update({ name: 'renamed' }))).to.equal(0);
    expect(await inInstance(database, (unit) => unit.from(table).delete())).to.equal(0);
    expect((await database.pool.query(`select name from ${table}`)).rows).to.deep.equal([]);
    expect(await namesIn(app.workspaces.b)).to.deep.equal(['b1', 'b2', 'b3']);
  });

  it('cannot write into another workspace either', async () => {
    const row = { workspace_id: app.workspaces.b.id, id: newId(), name: 'planted' };
    const planting = inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.from(table).insert(row),
    );
    await planting.then(
      () => expect.fail('It was written.'),
      (error: Error) => expect(error.message).to.match(/row-level security/),
    );
  });
});
