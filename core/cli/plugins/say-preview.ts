import type { Preview } from '../../packages/preview.ts';
import type { Terminal } from '../terminal.ts';

/** What an admin should know before it is taken. */
export function sayPreview({ say }: Terminal, preview: Preview): void {
  const { plugin, installedVersion, source, sha256, pending, asksFor, breaks } = preview;
  say(`${plugin.title} (${plugin.id}) ${plugin.version}, ${source}`);
  say(`SHA-256 ${sha256}`);
  say(installedVersion ? `Version ${installedVersion} is here now.` : 'It is new on this instance.');
  say(pending.length > 0 ? `Migrations that would run: ${pending.join(', ')}` : 'No migration would run.');
  for (const ability of asksFor) say(`It wants to ${ability}.`);
  if (asksFor.length === 0) say('It asks for nothing that was not consented to.');
  for (const problem of breaks) say(`This would break: ${problem}`);
}
