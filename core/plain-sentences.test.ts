import { expect } from 'chai';
import { z } from 'zod';
import { parseInput } from './parse-input.ts';
import type { InvalidInput } from './sdk/index.ts';

function said(schema: z.ZodType, input: unknown): string | undefined {
  try {
    parseInput(schema, input);
    return undefined;
  } catch (error) {
    return (error as InvalidInput).problems[0]?.message;
  }
}

describe('what is wrong with a value', () => {
  for (const [title, schema, input, sentence] of [
    ['nothing there', z.string(), undefined, 'Fill this in.'],
    ['an empty text', z.string().min(1), '', 'Fill this in.'],
    ['a short text', z.string().min(10), 'ada', 'Use at least 10 characters.'],
    ['a long text', z.string().max(3), 'lovelace', 'Use at most 3 characters.'],
    ['a number for a text', z.string(), 7, 'Write text here.'],
    ['a text for a number', z.number(), '7', 'Enter a number.'],
    ['half a number', z.int(), 1.5, 'Enter a whole number.'],
    ['too little', z.number().min(1), 0, 'Enter 1 or more.'],
    ['too much', z.number().lt(5), 5, 'Enter less than 5.'],
    ['too many', z.array(z.string()).max(1), ['a', 'b'], 'Give at most 1.'],
    ['no address', z.email(), 'ada', 'Enter an e-mail address.'],
    ['no day', z.iso.date(), '1 May', 'Enter a day, such as 2026-05-01.'],
    ['none of the choices', z.enum(['a', 'b']), 'c', 'Choose one of: a, b.'],
  ] as const) {
    it(`is said plainly of ${title}`, () => {
      expect(said(schema, input)).to.equal(sentence);
    });
  }

  it('is what the schema itself says, where it says anything', () => {
    expect(said(z.string().min(1, 'Say why.'), '')).to.equal('Say why.');
  });
});
