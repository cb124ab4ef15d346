import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { telling } from '../../realtime/told/tell.ts';
import { InvalidInput, type LiveMessage, type SocketEvent } from '../../sdk/index.ts';
import { switchModule } from '../switch-module.ts';
import { fingerprint, rowCount } from './fingerprint.ts';
import { hearAt, type LiveOutcome, sayTo, visitorOf } from './live-door.ts';
import { noMessages, sampleMessage } from './sample-message.ts';
import type { Subject } from './subject.ts';

type Said = SocketEvent<unknown, unknown>;
type Told = LiveMessage<unknown>;

/** What browsers say to it and what it tells them stands behind the same gate and policy as its addresses. */
export function liveMessages(subject: () => Subject): void {
  let tried = 0;
  after(() => console.log(`      ${tried} live messages tried`));

  const own = <Key extends 'sockets' | 'liveMessages'>(key: Key) =>
    subject()
      .runtime.registry.contributions[key].filter(({ plugin }) => plugin === subject().id)
      .map(({ item }) => item);
  const said = () => own('sockets') as Said[];
  const told = () => own('liveMessages') as Told[];
  const slugOf = (of: 'a' | 'b') => subject().workspaces[of].slug;

  interface Asking {
    readonly by?: 'a' | 'b';
    readonly at?: 'a' | 'b';
    readonly without?: string;
  }
  const say = (
    event: Said,
    input: unknown,
    { by = 'a', at = by, without }: Asking = {},
  ): Promise<LiveOutcome> => {
    tried += 1;
    return sayTo(subject(), visitorOf(subject(), by, without), slugOf(at), event, input);
  };
  const hear = (message: Told, { by = 'a', at = by, without }: Asking = {}): Promise<LiveOutcome> => {
    tried += 1;
    const interest = { workspace: slugOf(at), message: message.id };
    return hearAt(subject(), visitorOf(subject(), by, without), interest);
  };
  const sample = ({ input }: Said, id: string = newId()) => sampleMessage(input, id) ?? {};

  it('asks for their permission', async () => {
    for (const event of said())
      expect((await say(event, sample(event), { without: event.permission })).code, event.id).to.equal(
        'not-allowed',
      );
    for (const message of told()) {
      expect((await hear(message, { without: message.permission })).code, message.id).to.equal('not-allowed');
      expect((await hear(message)).code, message.id).to.equal('answered');
    }
  });

  it('keeps people of another workspace out, and tells each workspace apart', async () => {
    for (const event of said())
      expect((await say(event, sample(event), { by: 'b', at: 'a' })).code, event.id).to.equal('not-found');
    for (const message of told()) {
      expect((await hear(message, { by: 'b', at: 'a' })).code, message.id).to.equal('not-found');
      expect(await hear(message, { by: 'b' }), message.id).to.not.deep.equal(await hear(message));
    }
  });

  it('answers a stranger’s id like a random one, and changes nothing of theirs', async () => {
    const before = await fingerprint(subject());
    for (const resource of subject().resources()) {
      const record = await subject().samples.a.of(resource);
      for (const event of record ? said() : []) {
        const [theirs, never] = [record?.id ?? '', newId()];
        const answers = await Promise.all(
          [theirs, never].map((id) => say(event, sample(event, id), { by: 'b' })),
        );
        const [asked, random] = answers.map(({ code, text }, at) => [
          code,
          text.replaceAll([theirs, never][at] ?? '', '<id>'),
        ]);
        expect(asked, `${event.id} with an id of ${resource.id}`).to.deep.equal(random);
      }
    }
    expect(await fingerprint(subject())).to.equal(before);
  });

  it('refuses what does not fit their schema with its fields, and nothing is written', async () => {
    const before = await rowCount(subject());
    for (const event of said()) {
      for (const [words, value] of unfit(event.id, event.input))
        expect((await say(event, value)).code, `${event.id} with ${words}`).to.equal('invalid-input');
    }
    const scope = await subject().scope('owner');
    for (const message of told()) {
      for (const [words, value] of unfit(message.id, message.schema)) {
        tried += 1;
        expect(
          () => telling(subject().runtime, scope, message, value),
          `${message.id} with ${words}`,
        ).to.throw(InvalidInput);
      }
    }
    expect(await rowCount(subject())).to.equal(before);
  });

  it('is gone where it is off, and there elsewhere', async () => {
    await switchModule(subject(), subject().id, false);
    try {
      for (const event of said()) {
        expect((await say(event, sample(event))).code, event.id).to.equal('not-found');
        expect((await say(event, undefined)).code, event.id).to.equal('not-found');
      }
      for (const message of told()) {
        expect((await hear(message)).code, message.id).to.equal('not-found');
        expect((await hear(message, { by: 'b' })).code, message.id).to.equal('answered');
      }
    } finally {
      await switchModule(subject(), subject().id, true);
    }
  });
}

/** What a schema refuses of all that is no message; one that takes all of it checks nothing. */
function unfit(id: string, schema: z.ZodType): (readonly [words: string, value: unknown])[] {
  const refused = noMessages.filter(([, value]) => !schema.safeParse(value).success);
  expect(refused.length, `${id}: its schema takes anything`).to.be.above(0);
  return refused;
}
