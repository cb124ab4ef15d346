import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../package-root.ts';
import { bootTestRuntime, type TestRuntime } from '../../testing/test-runtime.ts';
import { withClient } from '../roles/with-client.ts';
import { describePlan } from './describe-plan.ts';
import { type DistributionPlan, keptTogether, planDistribution } from './plan-distribution.ts';
import { type Relation, readRelations } from './read-relations.ts';

const made = (name: string, more: Partial<Relation> = {}): Relation => ({
  ...{ name, isOfWorkspaces: true, foreign: [], identity: [] },
  unique: [{ name: `${name}_pkey`, columns: ['workspace_id', 'id'] }],
  ...more,
});
const keyTo = (target: string, columns: string[], targetColumns = columns, onRemoval = 'a') => [
  { name: `to_${target}`, target, columns, targetColumns, onRemoval },
];

describe('citus: the plan for every table there is', () => {
  let app: TestRuntime;
  let relations: Relation[];
  let plan: DistributionPlan;
  before(async () => {
    const plugins = await readdir(join(packageRoot(), 'plugins'));
    app = await bootTestRuntime({ plugins });
    relations = await readRelations(app.ownerUrl);
    plan = planDistribution(relations);
  });
  after(() => app.stop());

  const kindOf = (name: string) => plan.tables.find((one) => one.name === name)?.kind;

  it('spreads all that has a workspace, copies what that points to, and leaves the rest', () => {
    expect(plan.tables).to.have.length(relations.length);
    for (const { isOfWorkspaces, kind, name } of plan.tables) {
      expect(kind === 'distributed', name).to.equal(isOfWorkspaces && !keptTogether.has(name));
    }
    expect(['crm_contacts', 'memberships'].map(kindOf)).to.deep.equal(['distributed', 'distributed']);
    expect(['users', 'workspaces'].map(kindOf)).to.deep.equal(['reference', 'reference']);
    expect(['sessions', 'installation'].map(kindOf)).to.deep.equal(['local', 'local']);
  });

  it('keeps together what is claimed and read over all workspaces at once', () => {
    for (const name of keptTogether) expect(kindOf(name), name).to.equal('local');
    expect(plan.commands.join()).not.to.match(/public\.(events|event_reader|jobs|schedules|schedule_fires)'/);
    expect(describePlan(plan)).to.match(/^-- Needed before it can serve[\s\S]*SET LOCAL/m);
  });

  it('leaves no function that locks rows of workspaces, or walks through them, with a table that is spread', async () => {
    const distributed = plan.tables.filter(({ kind }) => kind === 'distributed').map(({ name }) => name);
    const { rows } = await withClient(app.ownerUrl, (client) =>
      client.query<{ name: string; body: string }>(
        `select proname::text as name, prosrc as body from pg_proc where pronamespace = 'public'::regnamespace
         and prosecdef and prosrc ~* '(for update|with recursive|pg_current_snapshot)'`,
      ),
    );
    expect(rows.map(({ name }) => name)).to.include.members(['jobs_claim', 'jobs_renew', 'jobs_recover']);
    for (const { name, body } of rows) {
      const read = [...body.matchAll(/\b(?:from|join|update|into|using)\s+(\w+)/gi)].map(
        ([, table]) => table,
      );
      expect(
        read.filter((table) => distributed.includes(table ?? '')),
        name,
      ).to.deep.equal([]);
    }
  });

  it('names each table before those that point to it', () => {
    const place = new Map(plan.tables.map(({ name }, index) => [name, index]));
    for (const { name, foreign } of plan.tables) {
      for (const { target } of foreign) {
        if (target !== name)
          expect(place.get(target), `${name} → ${target}`).to.be.below(place.get(name) ?? 0);
      }
    }
  });

  it('has one command for each table that does not stay, references first', () => {
    const moved = plan.tables.filter(({ kind }) => kind !== 'local');
    const named = plan.commands.filter((one) => /create_(reference|distributed)_table/.test(one));
    expect(named).to.have.length(moved.length);
    for (const { name } of moved)
      expect(named.filter((one) => one.includes(`('public.${name}'`))).to.have.length(1);
    const last = named.findLastIndex((one) => one.includes('create_reference'));
    expect(last).to.be.below(named.findIndex((one) => one.includes('create_distributed')));
  });

  it('finds no unique index and no key in its way; numbered columns alone behave differently', () => {
    expect(plan.breaks.filter((one) => !one.includes('numbers itself'))).to.deep.equal([]);
    const numbered = plan.tables.filter(
      ({ kind, identity }) => kind === 'distributed' && identity.length > 0,
    );
    expect(plan.breaks).to.have.length(numbered.flatMap(({ identity }) => identity).length);
  });

  it('prints as something that can be run', () => {
    const text = describePlan(plan);
    for (const line of text.split('\n').filter((one) => one !== '')) {
      expect(line).to.match(/^(--|select |create extension |alter database )/);
    }
  });
});

describe('citus: what would break', () => {
  const breaks = (...relations: Relation[]) => planDistribution(relations).breaks;

  it('is a unique index without the workspace', () => {
    const one = made('things', { unique: [{ name: 'things_code', columns: ['code'] }] });
    expect(breaks(one)).to.have.length(1);
    expect(breaks(one)[0]).to.include('things_code lacks workspace_id');
  });

  it('is a key between rows of workspaces that leaves the workspace out', () => {
    const box = made('boxes', { unique: [{ name: 'u', columns: ['id', 'workspace_id'] }] });
    expect(breaks(box, made('things', { foreign: keyTo('boxes', ['box_id'], ['id']) }))[0]).to.include(
      'to_boxes',
    );
    const whole = keyTo('boxes', ['workspace_id', 'box_id'], ['workspace_id', 'id']);
    expect(breaks(box, made('things', { foreign: whole }))).to.deep.equal([]);
  });

  it('is a key that leads back from what is whole on every node, or stays behind', () => {
    const thing = made('things', { foreign: keyTo('kinds', ['kind_id'], ['id']) });
    const kinds = made('kinds', { isOfWorkspaces: false, foreign: keyTo('things', ['thing_id'], ['id']) });
    expect(breaks(thing, kinds).join()).to.include('whole on every node');
    const notes = made('notes', { isOfWorkspaces: false, foreign: keyTo('things', ['thing_id'], ['id']) });
    expect(breaks(made('things'), notes).join()).to.include('table of the coordinator');
  });

  it('is a key that leads to or from what is kept together', () => {
    const jobs = made('jobs', { foreign: keyTo('things', ['thing_id'], ['id']) });
    expect(breaks(made('things'), jobs).join()).to.include('table of the coordinator');
    const thing = made('things', { foreign: keyTo('events', ['event_id'], ['id']) });
    expect(breaks(made('events'), thing).join()).to.include('one of the coordinator');
  });

  it('is a key that empties the workspace when what it points to goes', () => {
    const kinds = made('kinds', { isOfWorkspaces: false });
    const thing = made('things', { foreign: keyTo('kinds', ['workspace_id'], ['id'], 'n') });
    expect(breaks(thing, kinds).join()).to.include('empties workspace_id');
  });
});
