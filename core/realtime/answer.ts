import { answerTo } from '../http/error-answer.ts';
import type { Logger } from '../sdk/index.ts';
import type { Answer } from './messages.ts';

const unreadable = { code: 'invalid-input', message: 'The message is not one this server understands.' };
const broken = { code: 'internal', message: 'Something went wrong here; it has been noted.' };

export const refusedMessage: Answer = { ok: false, error: unreadable };

/** What goes wrong becomes an answer; a message never brings the process down. */
export async function answerWith(log: Logger, reply: unknown, work: () => Promise<Answer>): Promise<void> {
  const answer = await work().catch((error: unknown) => failureAnswer(log, error));
  if (typeof reply === 'function') reply(answer);
}

function failureAnswer(log: Logger, error: unknown): Answer {
  const { code, message, problems, isBug } = answerTo(error);
  if (!isBug) return { ok: false, error: { code, message, ...(problems && { problems }) } };
  log.error({ err: error }, 'A live message failed.');
  return { ok: false, error: broken };
}
