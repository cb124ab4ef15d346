import { foldersOf } from '../admin/screens.ts';
import { readWords } from '../admin/words/words.ts';
import { readersWords } from '../notifications/readers-words.ts';
import type { ReadersWords } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';

/**
 * The words of a plugin as somebody of that locale reads them, to try the `text` of a notification with.
 *
 * @example
 * const { title } = dealAssigned.text({ dealId, name: 'Anvils' }, pluginWords(app, 'crm'));
 */
export function pluginWords(
  { runtime }: Pick<TestApp, 'runtime'>,
  plugin: string,
  locale = 'en',
): ReadersWords {
  const fail = (_plugin: string, error: unknown) => {
    throw error;
  };
  return readersWords(readWords(foldersOf(runtime), fail), locale)(plugin);
}
