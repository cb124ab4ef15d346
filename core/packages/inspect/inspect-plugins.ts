import { type ChildProcess, spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { codeFolder, isCompiled } from '../../package-root.ts';
import { Unavailable } from '../../sdk/index.ts';
import { type Inspected, type InspectionOrder, inspectionResults } from './inspection.ts';

const longestMs = 60_000;

/**
 * Reads plugins, once for each order, in a process of its own: code that nobody consented to yet never runs in the server, and
 * gets none of its environment.
 */
export async function inspectPlugins<const Orders extends readonly InspectionOrder[]>(
  ...orders: Orders
): Promise<{ [Each in keyof Orders]: Inspected[] }> {
  const child = startChild();
  const tooLate = setTimeout(() => child.kill('SIGKILL'), longestMs);
  try {
    const answer = new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`It ended with ${code} and no answer.`)));
    });
    child.send(orders);
    return inspectionResults.parse(await answer) as { [Each in keyof Orders]: Inspected[] };
  } catch (cause) {
    throw new Unavailable(
      'The plugin could not be read: its code ended the process that read it.',
      {},
      { cause },
    );
  } finally {
    clearTimeout(tooLate);
    child.kill('SIGKILL');
  }
}

function startChild(): ChildProcess {
  const file = join(codeFolder('core'), 'packages', 'inspect', `inspect-child${extname(import.meta.url)}`);
  const options = isCompiled() ? [] : ['--conditions=source', '--import', 'tsx'];
  return spawn(process.execPath, [...options, file], {
    cwd: codeFolder('core'),
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
