import { forgetPreviousKeys, renewSecretsKey } from '../../../config/secrets.ts';
import { rotateSecrets } from '../../secrets/rotate-secrets.ts';
import { type CommandGroup, UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';

/** Stored secrets and the key they are sealed by. */
export const secretCommands: CommandGroup = {
  name: 'secrets',
  summary: 'The key that seals stored secrets.',
  commands: [
    { usage: 'rotate', summary: 'Seal everything anew with a new key; the old one opens nothing then.' },
  ],
  async run(terminal, words) {
    if (words.length !== 1 || words[0] !== 'rotate') throw new UsageError('Say "secrets rotate".');
    return rotate(terminal);
  },
};

/** A key of the environment is renewed there: SECRETS_KEY new, SECRETS_KEY_PREVIOUS old. */
async function rotate(terminal: Terminal): Promise<number> {
  const { config } = terminal;
  const isOurs = config.secretsKey === undefined;
  const runtime = await terminal.openRuntime();
  if (isOurs) await renewSecretsKey(config.dataDir);
  const { moved, lost } = await rotateSecrets(runtime);
  terminal.say(`${moved} secrets are sealed with the new key.`);
  if (lost.length > 0) {
    terminal.tell(`No key opens these; enter them anew: ${lost.join(', ')}`);
    return 1;
  }
  if (isOurs) await forgetPreviousKeys(config.dataDir);
  else terminal.tell('Take SECRETS_KEY_PREVIOUS away now.');
  return 0;
}
