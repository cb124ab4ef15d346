import type { Request, Response } from 'express';
import { screensOf } from '../../admin/screens.ts';
import { regionFor } from '../../admin/shell/page.ts';
import type { Reader } from '../inbox.ts';
import { readersWords } from '../readers-words.ts';

/** Whoever asks for a page or by the API, in their own language. */
export function readerOf(request: Request, response: Response): Reader {
  const screens = screensOf(request);
  const { person, scope } = response.locals;
  const { locale } = regionFor(person, scope);
  return { runtime: screens.runtimeIn(locale), wordsOf: readersWords(screens.words(), locale) };
}
