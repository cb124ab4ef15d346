import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { switchModule } from '../../core/testing/switch-module.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { type JobsApp, until } from './jobs-app.ts';

/** What holds with either driver. */
export function describeRunning(driver: string, open: () => Promise<JobsApp>): void {
  describe(`jobs over ${driver}: running`, () => {
    let app: JobsApp;
    before(async () => {
      app = await open();
      app.work();
    });
    after(() => app.stop());

    const ended = (id: string, state = 'done') => until(async () => (await app.job(id)).state === state);

    it('does what was asked, once, and says it is done', async () => {
      const id = await app.ask(errands.writeEffect, { label: 'plain' });
      await ended(id);
      expect((await app.effects()).filter((label) => label === 'plain')).to.have.length(1);
    });

    it('tries again after a failure, and keeps nothing of the attempts that failed', async () => {
      const id = await app.ask(errands.writeEffect, { label: 'stubborn', succeedsAt: 3 });
      await ended(id);
      expect((await app.job(id)).attempts).to.equal(3);
      expect((await app.effects()).filter((label) => label === 'stubborn')).to.have.length(1);
    });

    it('puts aside with its reason what fails every time', async () => {
      const id = await app.ask(errands.writeEffect, { label: 'hopeless', succeedsAt: 9 });
      await ended(id, 'dead');
      const { attempts, last_error: reason } = await app.job(id);
      expect(attempts).to.equal(3);
      expect(reason).to.include('Attempt 3 at hopeless').and.include('errands/jobs.ts');
      expect(await app.effects()).not.to.include('hopeless');
    });

    it('tries again when an answer it checks is not as it should be, unlike what was stored for it', async () => {
      const id = await app.ask(errands.failAs, { label: 'answer' });
      await ended(id, 'dead');
      const { attempts, last_error: reason } = await app.job(id);
      expect(attempts).to.equal(3);
      expect(reason).not.to.include('What was stored');
      const torn = await app.ask(errands.failAs, { label: 'torn' }, { runAt: new Date(Date.now() + 60_000) });
      await app.asSuperuser(`update jobs set payload = '{}', due_at = now() where id = '${torn}'`);
      await ended(torn, 'dead');
      expect(await app.job(torn)).to.include({ attempts: 1 });
      expect((await app.job(torn)).last_error).to.match(/^What was stored is not what it takes: .*\n.*label/);
    });

    it('waits longer each time the database stumbles, without an attempt, and is put aside in the end', async () => {
      const id = await app.ask(errands.failAs, { label: '40P01' });
      await until(async () => (await app.job(id)).stumbles === 1);
      const { state, attempts, due_at: due } = await app.job(id);
      expect({ state, attempts }).to.deep.equal({ state: 'delayed', attempts: 0 });
      expect(new Date(due).getTime() - Date.now()).to.be.within(0, 2_000);
      await app.asSuperuser(`update jobs set stumbles = 5, due_at = now() where id = '${id}'`);
      await until(async () => (await app.job(id)).stumbles === 6);
      expect(new Date((await app.job(id)).due_at).getTime() - Date.now()).to.be.within(25_000, 60_000);
      await app.asSuperuser(`update jobs set stumbles = 99, due_at = now() where id = '${id}'`);
      await ended(id, 'dead');
      await app.asSuperuser(`select jobs_retry('{${app.workspaces.a.id}}', '{${id}}')`);
      await until(async () => (await app.job(id)).stumbles === 1);
    });

    it('counts an attempt when the database takes too long, or a file is not there', async () => {
      for (const label of ['57014', 'ENOENT']) {
        const id = await app.ask(errands.failAs, { label });
        await ended(id, 'dead');
        expect(await app.job(id)).to.include({ attempts: 3, stumbles: 0 });
      }
    });

    it('waits until it is time', async () => {
      const began = Date.now();
      const id = await app.ask(errands.writeEffect, { label: 'later' }, { runAt: new Date(began + 700) });
      expect((await app.job(id)).state).to.equal('delayed');
      await ended(id);
      expect(Date.now() - began).to.be.at.least(650);
    });

    it('says which job of which plugin took too long, and keeps nothing of it', async () => {
      const id = await app.ask(errands.takeTooLong, { label: 'endless' });
      await ended(id, 'dead');
      expect((await app.job(id)).last_error)
        .to.include('errands.take-too-long')
        .and.include('150 ms');
      expect(await app.effects()).not.to.include('endless');
    });

    it('calls the outside with one key over all attempts, and tells how far it is', async () => {
      const id = await app.ask(errands.callOutside, { label: 'called', succeedsAt: 2 });
      await ended(id);
      expect(await app.effects()).to.include(`called ${id}`);
      expect((await app.job(id)).progress_note).to.equal('Called.');
    });

    it('has no database at hand while it talks to the outside', async () => {
      const id = await app.ask(errands.touchClosedDatabase, { label: 'closed' });
      await ended(id, 'dead');
      expect((await app.job(id)).last_error).to.include('job.inTransaction');
    });

    it('acts as the system, for whoever asked', async () => {
      await ended(await app.ask(errands.tellWhoActs, { label: '' }));
      const { id } = app.workspaces.a.people.owner;
      expect(await app.effects()).to.include(`system job errands.tell-who-acts for user:${id}`);
    });

    it('runs one at a time where its limit says so', async () => {
      const ids: string[] = [];
      for (const label of ['one', 'two', 'three']) {
        ids.push(await app.ask(errands.writeAlone, { label, takes: 60 }));
        ids.push(await app.ask(errands.writeAlone, { label, takes: 60 }, {}, 'b'));
      }
      const running = "select count(*)::integer as count from jobs where state = 'running'";
      let most = 0;
      await until(async () => {
        most = Math.max(most, Number((await app.asSuperuser(running))[0]?.count));
        const all = [...(await app.jobs('a')), ...(await app.jobs('b'))].filter(({ id }) => ids.includes(id));
        return all.every(({ state }) => state === 'done');
      });
      expect(most).to.equal(1);
    });

    it('holds what belongs to a module that is off, and goes on when it is on again', async () => {
      await switchModule(app, 'errands', false, 'b');
      const id = await app.ask(errands.writeEffect, { label: 'held' }, {}, 'b');
      await until(async () => (await app.job(id, 'b')).state === 'held');
      await pause(200);
      expect((await app.job(id, 'b')).attempts).to.equal(0);
      await switchModule(app, 'errands', true, 'b');
      await until(async () => (await app.job(id, 'b')).state === 'done');
    });
  });
}
