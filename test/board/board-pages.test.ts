import { expect } from 'chai';
import type { BoardModel } from '../../core/admin/board/board-model.ts';
import type { PlacementModel } from '../../core/admin/board/placement/placement-model.ts';
import { type ApiAgent, apiAgent } from '../../core/testing/api-agent.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, type PagesApp, password, servePages } from '../http/pages-app.ts';

interface Made {
  readonly id: string;
  readonly [field: string]: unknown;
}

describe('boards: as pages', () => {
  let app: TestApp;
  let served: PagesApp;
  let agent: ApiAgent;
  let member: Browser;
  let stages: Record<string, Made>;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await givePasswords(app.runtime);
    served = await servePages(app.runtime);
    agent = apiAgent(app, 'member');
    member = await signedIn('member');
    const { body } = await agent.get('/api/crm/stages?sort=position');
    stages = Object.fromEntries((body.data as Made[]).map((stage) => [String(stage.name), stage]));
  });
  after(async () => {
    served.close();
    await app.stop();
  });

  async function signedIn(role: 'member' | 'viewer', slug: 'a' | 'b' = 'a'): Promise<Browser> {
    const browser = new Browser(served);
    await browser.signIn(app.workspaces[slug].people[role].email, password);
    return browser;
  }

  async function make(path: string, values: object, by: ApiAgent = agent): Promise<Made> {
    const { status, body } = await by.post(`/api/crm/${path}`).send(values);
    expect(status, JSON.stringify(body)).to.equal(201);
    return body.data as Made;
  }

  async function board(query = '', browser = member): Promise<BoardModel['board']> {
    const answer = await browser.get(`/w/a/crm/deals/board${query}`);
    expect(answer.status, answer.text.slice(0, 500)).to.equal(200);
    return answer.page<BoardModel>().model.board;
  }

  const columnOf = ({ columns }: BoardModel['board'], title: string) => {
    const found = columns.find((column) => column.title === title);
    if (!found) throw new Error(`There is no column ${title}.`);
    return found;
  };

  it('have the stages of the first pipeline in their order and colours', async () => {
    const { columns, choice } = await board();
    const names = Object.keys(stages);
    expect(columns.map(({ title }) => title)).to.deep.equal(names);
    expect(columns.map(({ colour }) => colour)).to.deep.equal(names.map((name) => stages[name]?.colour));
    expect(choice).to.be.a('string');
  });

  it('count a column and add it up by currency', async () => {
    const stageId = stages.Proposal?.id;
    for (const values of [
      { valueMinor: 100_000 },
      { valueMinor: 250_050 },
      { valueMinor: 9_900, currency: 'USD' },
    ]) {
      await make('deals', { name: 'Counted', stageId, ...values });
    }
    const { count, sums } = columnOf(await board(), 'Proposal');
    expect(count).to.equal(3);
    expect(sums.map(({ full }) => full)).to.deep.equal(['€3,500.50', 'US$99.00']);
  });

  it('read a column page by page, and know which card comes next', async () => {
    const stageId = stages.Qualification?.id;
    for (let n = 0; n < 30; n += 1) await make('deals', { name: `Paged ${n}`, stageId });
    const { cards, nextId, moreHref, count } = columnOf(await board('?q=Paged'), 'Qualification');
    expect([cards.length, count]).to.deep.equal([25, 30]);
    const more = (await member.get(moreHref ?? '')).page<{ column: BoardModel['board']['columns'][0] }>();
    expect(more.view).to.equal('resource/board-more');
    const rest = more.model.column;
    expect(rest.cards[0]?.id).to.equal(nextId);
    expect([rest.cards.length, rest.moreHref, rest.nextId]).to.deep.equal([5, null, null]);
    const all = columnOf(await board(`?q=Paged&shown=${stageId}:30`), 'Qualification');
    expect(all.cards.map(({ id }) => id)).to.deep.equal([...cards, ...rest.cards].map(({ id }) => id));
  });

  it('are narrowed by search and filters like lists, and lead to the same list', async () => {
    await make('deals', { name: 'Narrow one', stageId: stages.Discovery?.id, priority: 'critical' });
    await make('deals', { name: 'Narrow two', stageId: stages.Discovery?.id, priority: 'low' });
    const narrowed = await board('?q=Narrow&filter[priority]=critical&sort=name&removed=true');
    const { cards, count, listHref } = columnOf(narrowed, 'Discovery');
    expect(cards.map(({ title }) => title)).to.deep.equal(['Narrow one']);
    expect(count).to.equal(1);
    expect(narrowed.chips).to.have.length(1);
    expect(narrowed.href).to.equal('/w/a/crm/deals/board?q=Narrow&filter[priority]=critical');
    const list = (await member.get(listHref)).page<{ list: { rows: unknown[]; boardHref: string } }>();
    expect(list.model.list.rows).to.have.length(1);
    expect((await member.get(list.model.list.boardHref)).status).to.equal(200);
    expect((await member.get('/w/a/crm/deals/board?filter[nothing]=1')).status).to.equal(422);
  });

  it('of another pipeline show its stages, also when a filter chose it', async () => {
    const admin = apiAgent(app, 'admin');
    const pipeline = await make('pipelines', { name: 'Partners' }, admin);
    await make('stages', { pipelineId: pipeline.id, name: 'Talks', probability: 20 }, admin);
    for (const query of [`?pipelineId=${pipeline.id}`, `?filter[pipelineId]=${pipeline.id}`]) {
      const shown = await board(query);
      expect(shown.columns.map(({ title }) => title))
        .to.include('Talks')
        .and.not.include('Discovery');
      expect(shown.choice).to.equal('Partners');
      expect(shown.href).to.equal(`/w/a/crm/deals/board?pipelineId=${pipeline.id}`);
      expect(shown.chips).to.deep.equal([]);
    }
    const made = new URL(
      columnOf(await board(`?pipelineId=${pipeline.id}`), 'Talks').newHref ?? '',
      'http://x',
    );
    expect(made.searchParams.get('pipelineId')).to.equal(pipeline.id);
    expect((await member.get('/w/a/crm/deals/board?pipelineId=nothing')).status).to.equal(404);
  });

  it('show nothing of another workspace', async () => {
    const stranger = apiAgent(app, 'member', 'b');
    const foreign = (await stranger.get('/api/crm/pipelines')).body.data[0] as Made;
    expect((await member.get(`/w/a/crm/deals/board?pipelineId=${foreign.id}`)).status).to.equal(404);
    expect((await member.get('/w/b/crm/deals/board')).status).to.equal(404);
    const theirs = await make('deals', { name: 'Theirs' }, stranger);
    const path = `/w/a/crm/deals/${theirs.id}/placement`;
    expect((await member.post(path, { column: stages.Won?.id ?? '' })).status).to.equal(404);
    expect((await member.get('/w/a/crm/companies/board')).status).to.equal(404);
  });

  it('of a choice have a column for each value, and remember the folded ones', async () => {
    await make('prospects', { lastName: 'Curie', stage: 'qualified' });
    const browser = await signedIn('member');
    browser.cookies.set('folds', encodeURIComponent('crm.prospect:new crm.deal:contacted'));
    const { columns } = (await browser.get('/w/a/crm/prospects/board')).page<BoardModel>().model.board;
    expect(columns.map(({ value }) => value)).to.deep.equal([
      ...['new', 'contacted', 'qualified', 'unqualified', 'converted'],
    ]);
    expect(columns.filter(({ isFolded }) => isFolded).map(({ value }) => value)).to.deep.equal(['new']);
  });

  describe('move a card', () => {
    const post = (id: string, form: Record<string, string>, query = '', browser = member) =>
      browser.post(`/w/a/crm/deals/${id}/placement${query}`, form);

    it('to the top of a column when nothing else is said, and go back to the board as it was', async () => {
      const stageId = stages.Negotiation?.id;
      await make('deals', { name: 'Was on top', stageId });
      const deal = await make('deals', { name: 'Goes on top', stageId: stages.Discovery?.id });
      const answer = await post(deal.id, { column: String(stageId), at: 'top' }, '?q=top');
      expect([answer.status, answer.location]).to.deep.equal([303, '/w/a/crm/deals/board?q=top']);
      const { cards } = columnOf(await board(), 'Negotiation');
      expect(cards.slice(0, 2).map(({ title }) => title)).to.deep.equal(['Goes on top', 'Was on top']);
    });

    it('with what its new column asks for, keeping what was typed', async () => {
      const deal = await make('deals', { name: 'To lose', stageId: stages.Discovery?.id });
      const column = String(stages.Lost?.id);
      const asked = await post(deal.id, { column });
      expect([asked.status, placementIn(asked).asks]).to.deep.equal([422, 'lostReason']);
      const again = await post(deal.id, { column, asks: 'lostReason', lostReason: 'other' });
      expect([again.status, placementIn(again).asks]).to.deep.equal([422, 'lostReason,lostNote']);
      expect(placementIn(again).fields.map(({ value }) => value)).to.deep.equal(['other', '']);
      const form = { column, asks: 'lostReason,lostNote', lostReason: 'other', lostNote: 'Rain' };
      expect((await post(deal.id, form)).status).to.equal(303);
      expect((await agent.get(`/api/crm/deals/${deal.id}`)).body.data).to.include({ lostNote: 'Rain' });
    });

    it('and set nothing that was not asked for', async () => {
      const deal = await make('deals', { name: 'Quiet', stageId: stages.Discovery?.id });
      const column = String(stages.Proposal?.id);
      const form = { column, asks: 'stageSince,workspaceId,stageId', name: 'Loud', stageSince: '2020-01-01' };
      expect((await post(deal.id, form)).status).to.equal(303);
      const { body } = await agent.get(`/api/crm/deals/${deal.id}`);
      expect(body.data).to.include({ name: 'Quiet', stageId: column });
      expect(body.data.stageSince).not.to.contain('2020');
    });

    it('refuse people who may not, columns that are none, and other sites', async () => {
      const deal = await make('deals', { name: 'Guarded', stageId: stages.Discovery?.id });
      const column = String(stages.Proposal?.id);
      const viewer = await signedIn('viewer');
      expect((await post(deal.id, { column }, '', viewer)).status).to.equal(403);
      expect((await viewer.get(`/w/a/crm/deals/${deal.id}/placement`)).status).to.equal(403);
      expect((await post(deal.id, { column: 'nothing' })).status).to.equal(422);
      expect((await post(deal.id, {})).status).to.equal(422);
      const path = `/w/a/crm/deals/${deal.id}/placement`;
      const elsewhere = await member.post(path, { column }, { origin: 'https://evil.example' });
      expect(elsewhere.status).to.equal(403);
      expect((await agent.get(`/api/crm/deals/${deal.id}`)).body.data).to.include({
        stageId: stages.Discovery?.id,
      });
    });

    function placementIn(answer: { page<Model>(): { model: Model } }): PlacementModel['placement'] {
      return answer.page<PlacementModel>().model.placement;
    }
  });
});
