import { expect } from 'chai';
import { contributedCommands } from '../../core/cli/contributed/contributed-commands.ts';
import { runWords } from '../../core/cli/run-words.ts';
import type { Terminal } from '../../core/cli/terminal.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';

describe('command line: commands of plugins', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ fixtures: ['crier'] });
  });
  after(() => app.stop());

  async function type(...words: string[]) {
    const said: string[] = [];
    const told: string[] = [];
    const terminal = {
      signal: new AbortController().signal,
      say: (line: string) => said.push(line),
      tell: (line: string) => told.push(line),
      openRuntime: async () => app.runtime,
    } as unknown as Terminal;
    const code = await runWords(terminal, [contributedCommands], words);
    return { code, said, told: told.join('\n') };
  }

  it('run in every workspace where the plugin is on', async () => {
    const { code, said } = await type('crier.shout', '--words', 'Hear,', '--times=2', '--loud');
    const [a, b] = [app.workspaces.a.name, app.workspaces.b.name].map((name) =>
      `HEAR, ${name}`.toUpperCase(),
    );
    expect([code, said]).to.deep.equal([0, [a, a, b, b]]);
    await switchPlugin(app.runtime, await app.scope('admin'), 'crier', false);
    expect((await type('crier.shout', '--words', 'Hear,')).said).to.deep.equal([
      `Hear, ${app.workspaces.b.name}`,
    ]);
    await switchPlugin(app.runtime, await app.scope('admin'), 'crier', true);
  });

  it('say what is wrong with what was typed, and end with 2', async () => {
    const wrong = await type('crier.shout', '--words', 'x', '--times', 'many');
    expect(wrong.code).to.equal(2);
    expect(wrong.told).to.match(/^--words: .+\n--times: /);
    expect((await type('crier.shout', '--wrods', 'x')).told).to.include('There is no option "--wrods".');
    expect((await type('crier.shout', '--words')).told).to.include('--words needs a value.');
    expect((await type('crier.shot')).told).to.include('There is no command "crier.shot".');
  });

  it('end with 1 and the sentence when it cannot be done', async () => {
    expect(await type('crier.fail')).to.deep.include({ code: 1, told: 'There is no workspace "nowhere".' });
  });

  it('tell of themselves', async () => {
    expect((await type('commands', 'list')).said).to.deep.equal(['crier.shout  Shout', 'crier.fail  Fail']);
    const { said, code } = await type('crier.shout', '--help');
    expect(code).to.equal(0);
    expect(said.join('\n')).to.match(
      /--words <string> {2}What is shouted; needed\n.*--times <integer> {2}default 1/,
    );
  });
});
