import { expect } from 'chai';
import { NotFound } from '../sdk/index.ts';
import { type CommandGroup, UsageError } from './command-group.ts';
import { runWords } from './run-words.ts';
import type { Terminal } from './terminal.ts';

const heard: string[][] = [];
const farming: CommandGroup = {
  name: 'farm',
  summary: 'Animals.',
  commands: [{ usage: 'feed <animal>', summary: 'Gives it food.' }],
  async run(terminal, words) {
    heard.push([...words]);
    if (words[0] === 'sing') throw new UsageError('Nobody sings here.');
    if (words[1] === 'unicorn') throw new NotFound('There is no unicorn.');
    terminal.say('Fed.');
    return 0;
  },
};
const dotted: CommandGroup = { ...farming, name: 'actions', takes: (word) => word.includes('.') };

async function type(...words: string[]) {
  const said: string[] = [];
  const told: string[] = [];
  const terminal = { say: (line: string) => said.push(line), tell: (line: string) => told.push(line) };
  const code = await runWords(terminal as unknown as Terminal, [farming, dotted], words);
  return { code, said: said.join('\n'), told: told.join('\n'), words: heard.pop() };
}

describe('command line: which command is meant', () => {
  it('hands a group what follows its name', async () => {
    expect(await type('farm', 'feed', 'cow')).to.deep.include({
      code: 0,
      said: 'Fed.',
      words: ['feed', 'cow'],
    });
  });

  it('hands a word that is nobody’s name to the group that takes it', async () => {
    expect((await type('crm.contact.create', '--json')).words).to.deep.equal([
      'crm.contact.create',
      '--json',
    ]);
  });

  it('tells of itself', async () => {
    expect((await type()).said)
      .to.include('farm')
      .and.include('Animals.');
    expect((await type('farm', '--help')).said).to.include('farm feed <animal>');
    expect((await type('farm')).said).to.include('Gives it food.');
  });

  it('answers 2 with help for what it does not understand, on standard error', async () => {
    expect(await type('fram')).to.deep.include({ code: 2, said: '' });
    const sung = await type('farm', 'sing');
    expect(sung.code).to.equal(2);
    expect(sung.told).to.match(/^Nobody sings here\.\n\n.*farm feed <animal>/s);
  });

  it('answers 1 with the sentence when it cannot be done', async () => {
    expect(await type('farm', 'feed', 'unicorn')).to.include({ code: 1, told: 'There is no unicorn.' });
  });
});
