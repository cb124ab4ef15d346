import { perMinute } from '../realtime/allowance.ts';
import type { ToldMessage } from '../realtime/messages.ts';
import { saidEvents } from '../realtime/told/said-events.ts';
import { say } from '../realtime/told/say.ts';
import { toldTopic } from '../realtime/told/told-topic.ts';
import type { BuiltInRole, LiveMessage, SocketEvent } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';

/**
 * Sends a plugin a message as a browser of that role's person does over its live connection.
 *
 * @returns what the plugin answers @throws what it refuses with
 * @example expect(await sayLive(app, 'member', type, { channelId })).to.equal(null);
 */
export async function sayLive<Input, Output>(
  app: TestApp,
  role: BuiltInRole,
  event: SocketEvent<Input, Output>,
  input: Input,
  workspace: 'a' | 'b' = 'a',
): Promise<Output> {
  const { people } = app.workspaces[workspace];
  const visitor = {
    userId: people[role].id,
    isSignedIn: async () => true,
    scopeIn: () => app.scope(role, app.workspaces[workspace]),
  };
  const parts = { runtime: app.runtime, said: saidEvents(app.runtime.registry) };
  const person = { data: { visitor, says: perMinute(1_000) } };
  const answer = await say(parts, person, { workspace, event: event.id, input });
  return event.output.parse(answer.ok ? answer.output : null);
}

/**
 * Keeps what is told from here on of one kind, whoever it is for.
 *
 * @example const told = heardLive(app, typed); // … expect(told).to.deep.equal([{ payload: { name: 'Ann' } }]);
 */
export function heardLive<Payload>(
  app: TestApp,
  message: LiveMessage<Payload>,
): { readonly payload: Payload; readonly resource?: string; readonly record?: string }[] {
  const heard: ReturnType<typeof heardLive<Payload>> = [];
  app.runtime.line.hear(toldTopic, (text) => {
    const [, { message: id, payload, ...spot }] = JSON.parse(text) as [string, ToldMessage];
    if (id === message.id) heard.push({ payload: message.schema.parse(payload), ...spot });
  });
  return heard;
}
