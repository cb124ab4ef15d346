import { expect } from 'chai';
import { apiAgent } from '../../core/testing/api-agent.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { endProcesses, type StartedProcess } from '../boot/started-process.ts';
import { givePasswords } from '../http/pages-app.ts';
import { redisServer, startRedis, type TestRedis } from '../jobs/redis-server.ts';
import { type Proxy as FrontProxy, haproxyProgram, startHaproxy } from './haproxy.ts';
import { addressOf, freePort, type House, openHouse } from './house.ts';
import { type LivePage, openLivePage, signIn, signOut } from './pages.ts';
import { until } from './until.ts';

const deals = { workspace: 'a', resource: 'crm.deal' };

if (!haproxyProgram || !redisServer)
  console.error('guildhall: NO TEST OF SEVERAL PROCESSES WITH REDIS: install haproxy and redis-server.');
else
  describe('processes: two web and two workers, with Redis, behind a proxy', () => {
    let house: House;
    let redis: TestRedis;
    let proxy: FrontProxy;
    let bases: string[];
    let web: StartedProcess[];
    let pages: LivePage[];
    let cookies: string[];

    before(async function () {
      this.timeout(480_000);
      [house, redis] = await Promise.all([openHouse(), startRedis(redisServer ?? '')]);
      await givePasswords(house.app.runtime);
      const ports = [await freePort(), await freePort()];
      const env = { REDIS_URL: redis.url };
      // One after the other: on a machine with few cores together would take no less time.
      [web, bases] = [[], []];
      for (const port of ports) {
        const one = house.startOnce('web', { ...env, PORT: String(port) });
        web.push(one);
        bases.push(await addressOf(one));
      }
      for (let at = 0; at < 2; at += 1) await addressOf(house.start('worker', env));
      proxy = await startHaproxy(haproxyProgram ?? '', await freePort(), ports);
      cookies = [await signIn(house, proxy.base, 'admin'), await signIn(house, proxy.base, 'member')];
      // One page at each process, the second person's too: a session is good at both.
      pages = [
        await openLivePage(bases[0] ?? '', cookies[0] ?? ''),
        await openLivePage(bases[1] ?? '', cookies[1] ?? ''),
      ];
      for (const page of pages) expect(await page.ask('join', deals)).to.include({ ok: true });
    });

    after(async function () {
      this.timeout(60_000);
      for (const { socket } of pages ?? []) socket.disconnect();
      await endProcesses();
      await proxy?.stop();
      await redis?.stop();
      await house?.stop();
    });

    const heard = (page: LivePage | undefined, event: string) =>
      (page?.heard ?? []).filter((one) => one.event === event).map(({ message }) => message);
    const [first, second] = [() => pages[0], () => pages[1]];

    async function makeDeal(): Promise<string> {
      const answer = await fetch(`${proxy.base}/api/crm/deals`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${house.app.keys.a.member}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ name: 'Anvils' }),
      });
      return ((await answer.json()) as { data: { id: string } }).data.id;
    }

    it('tell of changes at both, whichever wrote them', async () => {
      const ids = [await makeDeal(), await makeDeal()];
      await until(() => pages.every((page) => heard(page, 'changed').length >= ids.length));
      for (const page of pages) expect(heard(page, 'changed').map(({ id }) => id)).to.deep.equal(ids);
    });

    it('carry what plugins tell, and who is there, from one to the other', async () => {
      const record = await makeDeal();
      const spot = { workspace: 'a', resource: 'crm.deal', record };
      await second()?.ask('join', { ...spot, message: 'crm.deal.being-edited' });
      await second()?.ask('join', { ...spot, presence: 'watching' });
      await first()?.ask('join', { ...spot, presence: 'here' });
      const said = { workspace: 'a', event: 'crm.deal.edit', input: { dealId: record } };
      expect(await first()?.ask('say', said)).to.deep.equal({ ok: true, output: null });
      const { admin } = house.app.workspaces.a.people;
      await until(() => heard(second(), 'told').length > 0);
      expect(heard(second(), 'told')[0]?.payload).to.deep.equal({ userId: admin.id, name: admin.name });
      const there = () => heard(second(), 'present').at(-1)?.people as { id: string }[];
      await until(() => there().some(({ id }) => id === admin.id));
    });

    it('all see a switch, and what it ends is over at both', async () => {
      await switchModule(house.app, 'crm', false);
      await until(() => pages.every((page) => heard(page, 'left').length > 0));
      const read = () =>
        Promise.all(
          bases.map(async (base) => {
            const headers = { authorization: `Bearer ${house.app.keys.a.member}` };
            return (await fetch(`${base}/api/crm/deals`, { headers })).status;
          }),
        );
      expect(await read()).to.deep.equal([404, 404]);
      await switchModule(house.app, 'crm', true);
      await until(async () => (await read()).every((status) => status === 200));
      for (const page of pages) expect(await page.ask('join', deals)).to.include({ ok: true });
    });

    it('end the connections of a session that ends at the other', async () => {
      const page = await openLivePage(bases[1] ?? '', cookies[0] ?? '');
      await signOut(bases[0] ?? '', cookies[0] ?? '');
      await until(() => page.socket.disconnected && first()?.socket.disconnected === true);
      expect(second()?.socket.connected).to.equal(true);
    });

    it('let a page that loses its process go on at the other, and miss nothing', async () => {
      const seen = heard(second(), 'changed').at(-1)?.seen;
      web[1]?.signal('SIGKILL');
      await until(() => second()?.socket.disconnected === true);
      second()?.socket.disconnect();
      const id = (await apiAgent(house.app, 'member').post('/api/crm/deals').send({ name: 'Missed' })).body
        .data.id;
      const page = await openLivePage(bases[0] ?? '', cookies[1] ?? '');
      const answer = await page.ask('join', { ...deals, since: seen ?? '' });
      const missed = answer.ok && Array.isArray(answer.missed) ? answer.missed : [];
      await until(() => [...missed, ...heard(page, 'changed')].some((one) => one.id === id));
      page.socket.disconnect();
    });
  });
