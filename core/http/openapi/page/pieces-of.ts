import type { Piece } from './api-page.ts';

/** A sentence in pieces, so that a template can show code as code without anybody writing HTML. */
export function piecesOf(sentence: string): Piece[] {
  return sentence
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
