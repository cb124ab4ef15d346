import { openCtx } from '../../context/open-ctx.ts';
import { visitorCtx } from '../../context/visitor-ctx.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import { inputForPlugin } from '../../kernel/input-for-plugin.ts';
import { Conflict, InvalidInput, type PublicAnswer, type PublicPage, RateLimited } from '../../sdk/index.ts';
import { answerTo } from '../error-answer.ts';
import { type FormTrouble, showAnswer, type Visit, whatOf } from './show-answer.ts';
import { typedOf, visitorInput } from './visitor-input.ts';

const limitMs = 10_000;

/** @throws RateLimited once this visitor has asked for the page too often */
export type Admit = (page: PublicPage) => Promise<void>;

/**
 * Runs a public page for a visitor; a form that was not right comes back as it was sent. The page of the form counts
 * its visits too: who sends too much does not get to see it for nothing.
 */
export async function answerVisit(visit: Visit, admit: Admit): Promise<void> {
  try {
    await admit(visit.page);
    const input = visitorInput(visit.page, visit.request);
    await showAnswer(visit, await run(visit, visit.page, input), null);
  } catch (error) {
    const form = visit.page.method === 'post' ? formOf(visit) : undefined;
    if (!form || !isForTheForm(error)) throw error;
    await admit(form);
    await showAgain({ ...visit, page: form }, error);
  }
}

/** The page on which the form stands: the one of the same address. */
function formOf({ runtime, scope, plugin, page }: Visit): PublicPage | undefined {
  const pages = contributionsIn(runtime.registry, scope, 'publicPages');
  const form = pages.find(
    (one) => one.plugin === plugin && one.item.method === 'get' && one.item.path === page.path,
  );
  return form?.item;
}

function isForTheForm(error: unknown): error is InvalidInput | Conflict | RateLimited {
  return error instanceof InvalidInput || error instanceof Conflict || error instanceof RateLimited;
}

async function showAgain(visit: Visit, error: InvalidInput | Conflict | RateLimited): Promise<void> {
  const { status, retryAfter } = answerTo(error);
  if (retryAfter !== undefined) visit.response.setHeader('Retry-After', String(retryAfter));
  const answer = await run(visit, visit.page, { ...visit.request.params });
  await showAnswer(visit, answer, troubleOf(visit, status, error));
}

function troubleOf({ request }: Visit, status: number, error: Error): FormTrouble {
  const typed = typedOf(request);
  if (!(error instanceof InvalidInput)) return { status, typed, problems: {}, notice: error.message };
  const [general] = error.problems.filter(({ path }) => path.length === 0);
  // The first of a field counts: entries that come later win, so they are turned round.
  const named = error.problems.filter(({ path }) => path.length > 0).reverse();
  const problems = Object.fromEntries(named.map(({ path, message }) => [String(path[0]), message]));
  return { status, typed, problems, notice: general?.message ?? null };
}

function run(visit: Visit, page: PublicPage, given: Record<string, unknown>): Promise<PublicAnswer> {
  const { runtime, scope, plugin } = visit;
  const call = { plugin, what: whatOf(page), limitMs };
  const input: unknown = inputForPlugin(runtime, call, page.input, given);
  return openCtx(runtime, scope, (ctx) =>
    callPlugin(runtime, call, () => page.run(visitorCtx(ctx, plugin), input)),
  );
}
