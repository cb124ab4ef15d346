import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import { membershipsTopic } from '../../core/access/topics.ts';
import { redisLine } from '../../core/realtime/line/redis-line.ts';
import type { Answer } from '../../core/realtime/messages.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { testLog } from '../../core/testing/test-log.ts';
import { describeWithRedis, redisServer, startRedis, type TestRedis } from '../jobs/redis-server.ts';
import { bootLiveApp, type LiveApp, until } from './live-app.ts';

const interest = { workspace: 'a', resource: 'live-desk.ticket' };

describe('realtime: while the database is away', () => {
  let app: LiveApp;
  before(async () => {
    app = await bootLiveApp();
  });
  after(() => app.stop());

  /** No connection is given out until the function that is returned is called. */
  function takeAway(): () => void {
    const { pool } = app.runtime.database;
    const away = () => Promise.reject(new Error('The database is away.'));
    Object.assign(pool, { connect: away, query: away });
    return () => {
      for (const name of ['connect', 'query'] as const) Reflect.deleteProperty(pool, name);
    };
  }

  it('ends a connection whose rights cannot be looked at, in a way that lets the page come back by itself', async () => {
    const { member } = app.workspaces.a.people;
    const { socket, ask } = await app.browser(member);
    expect(await ask('join', interest)).to.include({ ok: true });
    const bringBack = takeAway();
    const ended = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    app.runtime.broadcast.tellHere(membershipsTopic, member.id);
    const reason = await ended;
    bringBack();
    expect(reason).to.equal('transport close');
  });

  it('lets a page in as soon as it is back that came while it was away', async () => {
    const { cookie } = await app.browser(app.workspaces.a.people.viewer);
    const bringBack = takeAway();
    const socket = io(app.base, {
      ...{ path: '/live', forceNew: true, transports: ['websocket'], reconnectionDelay: 50 },
      extraHeaders: { cookie, origin: app.base },
    });
    await pause(300);
    const wasConnected = socket.connected;
    bringBack();
    await until(() => socket.connected);
    socket.disconnect();
    expect(wasConnected).to.equal(false);
  });

  it('holds no more of one page than it may ask for, however much it asks in one breath', async () => {
    const { ask, socket } = await app.browser(app.workspaces.a.people.owner);
    const scope = await app.scope('member');
    const ticket = findResource(app.runtime, interest.resource);
    const spots: object[] = [];
    const asked: Promise<Answer>[] = [];
    for (let at = 0; at < 60; at += 1) {
      const { id } = await createRecord(app.runtime, scope, ticket, { subject: `Ticket ${at}` });
      spots.push({ ...interest, record: String(id) });
    }
    for (const spot of spots) asked.push(ask('join', spot));
    const answers = await Promise.all(asked);
    socket.disconnect();
    expect(answers.filter(({ ok }) => ok)).to.have.length(50);
  });
});

describeWithRedis('realtime: a Redis on which others speak too', () => {
  let redis: TestRedis;
  before(async () => {
    redis = await startRedis(redisServer ?? '');
  });
  after(() => redis.stop());

  it('does not mind what is no word of ours', async () => {
    const line = redisLine(redis.url, 'shared:live', testLog());
    const heard: string[] = [];
    line.hear('topic', (text) => heard.push(text));
    const other = new Redis(redis.url);
    const speak = async () => {
      for (const word of ['no JSON', '7', '[]', '["x",{},null]', '["elsewhere","topic","ours"]'])
        await other.publish('shared:live', word);
    };
    const speaking = setInterval(() => void speak(), 50);
    await until(() => heard.length > 0).finally(() => clearInterval(speaking));
    await pause(20);
    line.close();
    other.disconnect();
    expect(new Set(heard)).to.deep.equal(new Set(['ours']));
  });
});
