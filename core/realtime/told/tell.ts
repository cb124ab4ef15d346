import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, type LiveMessage, type TellTo } from '../../sdk/index.ts';
import type { ToldMessage } from '../messages.ts';
import { toldRoom } from '../rooms.ts';
import { toldTopic } from './told-topic.ts';

/** The longest a payload may be: with what surrounds it, it must fit into one word between processes. */
const mostBytes = 3_000;

/** @returns what tells it, for when it is certain @throws InvalidInput */
export function telling<Payload>(
  { registry, line }: Pick<Runtime, 'registry' | 'line'>,
  { workspace }: Scope,
  message: LiveMessage<Payload>,
  payload: Payload,
  to: TellTo = {},
): () => void {
  if (!registry.contributions.liveMessages.some(({ item }) => item.id === message.id)) {
    throw new Error(
      `No plugin declares the live message "${message.id}". Add it to the liveMessages of its plugin.`,
    );
  }
  const spot = { ...(to.resource && { resource: to.resource.id }), ...(to.record && { record: to.record }) };
  const room = toldRoom({
    workspaceId: workspace.id,
    message: message.id,
    ...spot,
    ...(to.user && { user: to.user }),
  });
  // eslint-disable-next-line guildhall/guarded-plugin-calls -- it runs within the call of whoever asks for this
  const told: ToldMessage = { message: message.id, payload: parseInput(message.schema, payload), ...spot };
  const text = JSON.stringify([room, told]);
  assertShort(JSON.stringify(told.payload) ?? '');
  return () => line.say(toldTopic, text);
}

function assertShort(payload: string): void {
  if (Buffer.byteLength(payload) <= mostBytes) return;
  const message = `A live message tells at most ${mostBytes} bytes. Tell ids, and let pages ask for the rest.`;
  throw new InvalidInput([{ path: [], message }]);
}
