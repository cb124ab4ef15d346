import type { BrowserContext, ConsoleMessage, Request, Response } from 'playwright-core';

/** What a person never sees and must not happen: errors in the console, broken rules, strangers asked. */
export interface Watch {
  /** What went wrong since the last call. */
  troubles(): string[];
  /** Answers with this status are meant, until the next call of `troubles`. */
  expects(status: number): void;
}

const reportViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP forbids ' + event.violatedDirective + ' ' + event.blockedURI))`;

/** Chromium says of every answer from 400 up that loading failed; the answers themselves are looked at instead. */
const failedLoad = /^Failed to load resource: the server responded with a status of/;
/** A form that was not right, or came too late, is answered so by design. */
const designed = new Set([409, 422]);

export async function watchContext(context: BrowserContext, origin: string): Promise<Watch> {
  let troubles: string[] = [];
  let expected = new Set<number>();
  const note = (trouble: string | undefined) => {
    if (trouble) troubles.push(trouble);
  };
  await context.addInitScript(reportViolations);
  context.on('console', (message) => note(consoleTrouble(message)));
  context.on('weberror', (error) => note(`page error: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => note(strangerTrouble(request, origin)));
  context.on('response', (response) => note(answerTrouble(response, expected)));
  return {
    expects: (status) => void expected.add(status),
    troubles() {
      const found = troubles;
      troubles = [];
      expected = new Set();
      return found;
    },
  };
}

function consoleTrouble(message: ConsoleMessage): string | undefined {
  if (message.type() !== 'error' || failedLoad.test(message.text())) return undefined;
  return `console: ${message.text()} (${message.location().url})`;
}

function strangerTrouble(request: Request, origin: string): string | undefined {
  const { protocol, origin: asked } = new URL(request.url());
  if (asked === origin || protocol === 'data:' || protocol === 'blob:') return undefined;
  return `asked another host: ${request.url()}`;
}

function answerTrouble(response: Response, expected: ReadonlySet<number>): string | undefined {
  const status = response.status();
  if (status < 400 || expected.has(status)) return undefined;
  if (designed.has(status) && response.request().method() !== 'GET') return undefined;
  return `${response.request().method()} ${response.url()} answered ${status}`;
}
