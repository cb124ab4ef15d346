import { contributionKey } from '../admin/words/contribution-key.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound, type NotificationType } from '../sdk/index.ts';
import { type Channel, channels } from './channels.ts';
import { ownerOf, type Reader } from './inbox.ts';
import { readableTypes } from './readable-types.ts';
import type { WordsOf } from './readers-words.ts';

/** What somebody wants to be told, and how. */
export interface Preference {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly channels: readonly { readonly channel: Channel; readonly isOn: boolean }[];
}

interface ChoiceRow {
  readonly type: string;
  readonly channel: string;
  readonly isOn: boolean;
}

export async function readPreferences({ runtime, wordsOf }: Reader, scope: Scope): Promise<Preference[]> {
  const text = `
    select type, channel, is_on as "isOn" from notification_preferences
    where workspace_id = $1 and user_id = $2`;
  const rows = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<ChoiceRow & Record<string, unknown>>({ text, values: [scope.workspace.id, ownerOf(scope)] }),
  );
  const chosen = new Map(rows.map((row) => [`${row.type} ${row.channel}`, row.isOn]));
  return readableTypes(runtime, scope).map(({ plugin, item }) => ({
    ...{ type: item.id, ...inWords(plugin, item, wordsOf), icon: item.icon ?? 'bell' },
    channels: channels.map((channel) => ({
      channel,
      isOn: chosen.get(`${item.id} ${channel}`) ?? item.defaultOn ?? true,
    })),
  }));
}

/** What plugins declare is in the reader's words already; the house keeps its own in its catalogue. */
function inWords(plugin: string, { id, title, description }: NotificationType, wordsOf: WordsOf) {
  if (plugin !== 'core') return { title, description };
  const key = contributionKey('notifications', plugin, id);
  const words = wordsOf(plugin);
  return { title: words(`${key}.title`), description: words(`${key}.description`) };
}

const upsert = `
  insert into notification_preferences (workspace_id, user_id, type, channel, is_on, changed_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (workspace_id, user_id, type, channel) do update set
    is_on = excluded.is_on, changed_at = excluded.changed_at`;

/** @throws NotFound for a kind they do not get anyway */
export async function choosePreference(
  runtime: Runtime,
  scope: Scope,
  { type, channel, isOn }: { readonly type: string; readonly channel: Channel; readonly isOn: boolean },
): Promise<void> {
  const isOffered = readableTypes(runtime, scope).some(({ item }) => item.id === type);
  if (!isOffered) throw new NotFound(`There is no notification "${type}".`);
  const values = [scope.workspace.id, ownerOf(scope), type, channel, isOn, runtime.now()];
  await inWorkspace(runtime.database, scope.workspace.id, (unit) => unit.run({ text: upsert, values }));
}
