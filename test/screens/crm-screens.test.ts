import { expect } from 'chai';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { byHtmx, type ScreensApp, type Send, screensApp } from './screens-app.ts';

describe('screens: what the CRM adds', () => {
  let screens: ScreensApp;
  let viewer: Send;
  let owner: Send;
  before(async () => {
    screens = await screensApp();
    [viewer, owner] = await Promise.all([screens.as('viewer'), screens.as('owner')]);
  });
  after(() => screens.stop());

  const tile = async (name: string, send = viewer) =>
    (await send('GET', `/w/a/home/tiles/crm.${name}`, byHtmx('tile'))).text.replace(/\s+/g, ' ');
  const forecast = async () => (await viewer('GET', '/w/a/crm/forecast')).text.replace(/\s+/g, ' ');

  it('says what to do where there is nothing yet', async () => {
    expect(await forecast())
      .to.include('No open deals')
      .and.to.include('href="/w/a/crm/deals/new"');
    expect(await tile('open-deals')).to.include('No open deals');
    expect(await tile('my-tasks')).to.include('Nothing is due this week');
  });

  it('forecasts open deals by month, each by its probability, currencies apart', async () => {
    const deal = (values: object) =>
      screens.make('crm.deal', { probability: 50, currency: 'EUR', ...values });
    await deal({ name: 'One', valueMinor: 100_00, closesOn: '2020-05-03' });
    await deal({ name: 'Two', valueMinor: 300_00, closesOn: '2020-05-20' });
    await deal({ name: 'Three', valueMinor: 50_00, currency: 'USD' });
    const { app } = screens;
    const theirs = await app.scope('owner', app.workspaces.b);
    await createRecord(app.runtime, theirs, findResource(app.runtime, 'crm.deal'), {
      name: 'Theirs',
      valueMinor: 999_00,
      currency: 'EUR',
    });
    const text = await forecast();
    expect(text).to.match(
      /May 2020 <span class="ui-note">past<\/span> *<\/th> *<td class="is-number">2<\/td>/,
    );
    expect(text).to.match(/€400\.00 *<\/td> *<td class="is-number">€200\.00/);
    expect(text)
      .to.include('No date yet')
      .and.to.include('US$25.00')
      .and.to.include('2 should have closed by now');
    expect(text).not.to.include('999');
  });

  it('shows open deals by stage, each leading to its list', async () => {
    const text = await tile('open-deals');
    expect(text).to.match(/€400\.00 · US\$50\.00/);
    expect(text).to.match(
      /href="\/w\/a\/crm\/deals\?filter\[stageId\]&#x3D;[0-9a-f-]{36}&amp;filter\[status\]&#x3D;open"/,
    );
  });

  it('shows people their own tasks, the late ones as urgent', async () => {
    const assigneeId = screens.app.workspaces.a.people.owner.id;
    await screens.make('crm.interaction', {
      type: 'task',
      subject: 'Call back',
      dueAt: '2020-05-01T09:00:00Z',
      assigneeId,
    });
    await screens.make('crm.interaction', {
      type: 'task',
      subject: 'Much later',
      dueAt: '2099-05-01T09:00:00Z',
      assigneeId,
    });
    const text = await tile('my-tasks', owner);
    expect(text).to.include('Call back').and.to.include('is-urgent').and.not.to.include('Much later');
    expect(await tile('my-tasks')).not.to.include('Call back');
  });
});
