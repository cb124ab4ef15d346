// Messages between this page and plugins, for their modules: `mount(element, live)`.
import { socket, workspace } from './connection.js';
import { want } from './interests.js';

const patienceMs = 20_000;

/**
 * Send a plugin a message. @returns what it answers
 * @throws Error with `code`, and `problems` where the input has some
 */
export async function say(event, input = {}) {
  const answer = await socket.timeout(patienceMs).emitWithAck('say', { workspace, event, input });
  if (answer.ok) return answer.output;
  const { message, ...rest } = answer.error;
  throw Object.assign(new Error(message), rest);
}

/**
 * Hear what a plugin tells: in the workspace, `{ resource }`, `{ resource, record }`, or `{ mine: true }`.
 * @returns a function that ends it
 */
export function hear(message, react, where = {}) {
  const interest = { workspace, message, ...where };
  const listen = (told) => {
    const isHere = told.resource === where.resource && told.record === where.record;
    if (told.message === message && isHere) react(told.payload);
  };
  socket.on('told', listen);
  const end = want(interest);
  return () => {
    socket.off('told', listen);
    end();
  };
}
