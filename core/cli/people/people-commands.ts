import { readInstance } from '../../db/read-instance.ts';
import { inInstance } from '../../db/unit-of-work.ts';
import { Conflict, NotFound } from '../../sdk/index.ts';
import { normalEmail } from '../../users/email-address.ts';
import { linkAddress } from '../../users/link-address.ts';
import { newPasswordLink } from '../../users/password-link.ts';
import { type CommandGroup, UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';

/** Accounts that came with a workspace: its people have no password here until they set one. */
export const peopleCommands: CommandGroup = {
  name: 'people',
  summary: 'People who have no password here yet.',
  usually: 'list',
  commands: [
    { usage: 'list', summary: 'Every account without a password.' },
    { usage: 'link <e-mail>', summary: 'A link by which its owner sets one, once, within a week.' },
  ],
  async run(terminal, [command, ...words]) {
    if (command === 'list') return list(terminal);
    if (command === 'link') return link(terminal, words);
    throw new UsageError('Say list, or link with an e-mail address.');
  },
};

async function list(terminal: Terminal): Promise<number> {
  const { database } = await terminal.openAdministration('look');
  const text = 'select email, name from users where password_hash is null order by email';
  const rows = await readInstance<{ email: string; name: string }>(database, { text, values: [] });
  for (const { email, name } of rows) terminal.say(`${email.padEnd(32)} ${name}`);
  if (rows.length === 0) terminal.tell('Everybody has a password.');
  return 0;
}

async function link(terminal: Terminal, [email, ...more]: readonly string[]): Promise<number> {
  if (!email || more.length > 0) throw new UsageError('Name one account by its e-mail address.');
  const { database, config } = await terminal.openAdministration();
  const text = 'select id, password_hash is not null as "hasPassword" from users where email = $1';
  const values = [normalEmail(email)];
  const [found] = await readInstance<{ id: string; hasPassword: boolean }>(database, { text, values });
  if (!found) throw new NotFound(`There is no account ${email}.`);
  if (found.hasPassword) throw new Conflict('This account has a password already; it is not overwritten.');
  const { token, statement } = newPasswordLink(found.id);
  await inInstance(database, (unit) => unit.run(statement));
  terminal.say(linkAddress(config, `/password/${token}`));
  return 0;
}
