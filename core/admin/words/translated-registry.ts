import type { Contributed } from '../../kernel/contributions/contributed.ts';
import type { ContributionType } from '../../kernel/contributions/contribution-type.ts';
import { contributionTypes } from '../../kernel/contributions/contribution-types.ts';
import type { FoundPlugin, Registry } from '../../kernel/registry.ts';
import type { ContributionKey, Fields, Resource } from '../../sdk/index.ts';
import { contributionKey } from './contribution-key.ts';
import { type OwnWords, translatedItem, withChanges } from './translated-item.ts';
import { translatedFields, translatedResource } from './translated-resource.ts';

/** The words of one plugin, by its keys. */
export type WordsOfPlugin = (plugin: string) => OwnWords;

/**
 * The registry as somebody who reads another language sees it: every title and label of every contribution in
 * their words where the plugin has them, in the declaration's English where not. Rules, ids and functions stay.
 */
export function translatedRegistry(registry: Registry, wordsOf: WordsOfPlugin): Registry {
  const resources = new Map(
    [...registry.resources].map(
      ([id, resource]) => [id, translatedResource(resource, wordsOf(resource.plugin))] as const,
    ),
  );
  const contributions = Object.entries(registry.contributions).map(([kind, all]) => {
    const translate = itemTranslation(kind as ContributionKey, resources);
    return [
      kind,
      all.map(({ plugin, item }) => ({ plugin, item: translate(item, plugin, wordsOf(plugin)) })),
    ];
  });
  const permissions = [...registry.permissions].map(([name, permission]) => {
    const key = `permissions.${name.split(':')[1] ?? name}`;
    return [name, translatedItem(permission, key, wordsOf(permission.plugin))] as const;
  });
  return Object.freeze({
    ...registry,
    plugins: registry.plugins.map((plugin) => translatedPlugin(plugin, wordsOf(plugin.id))),
    resources,
    permissions: new Map(permissions),
    contributions: Object.fromEntries(contributions) as Registry['contributions'],
  });
}

function translatedPlugin(plugin: FoundPlugin, words: OwnWords): FoundPlugin {
  if (!plugin.declaration) return plugin;
  return withChanges(plugin, { declaration: translatedItem(plugin.declaration, 'plugin', words) });
}

type TranslateItem = (item: Contributed<object>['item'], plugin: string, words: OwnWords) => object;

function itemTranslation(kind: ContributionKey, resources: ReadonlyMap<string, Resource>): TranslateItem {
  if (kind === 'resources') return (item) => resources.get((item as Resource).id) ?? item;
  const type = contributionTypes[kind] as ContributionType<unknown>;
  return (item, plugin, words) => {
    const key = contributionKey(kind, plugin, type.nameOf(item));
    return withOwnFields(withResource(translatedItem(item, key, words), resources), key, words);
  };
}

/** A menu entry leads to a resource, which has words of its own. */
function withResource<Item extends { readonly resource?: Resource }>(
  item: Item,
  resources: ReadonlyMap<string, Resource>,
): Item {
  const resource = item.resource && resources.get(item.resource.id);
  return resource && resource !== item.resource ? { ...item, resource } : item;
}

/** Actions have a form, settings have fields. */
function withOwnFields<Item extends { readonly form?: Fields; readonly fields?: Fields }>(
  item: Item,
  key: string,
  words: OwnWords,
): Item {
  const form = item.form && translatedFields(item.form, `${key}.fields`, words);
  const fields = item.fields && translatedFields(item.fields, `${key}.fields`, words);
  if (form === item.form && fields === item.fields) return item;
  return { ...item, ...(form && { form }), ...(fields && { fields }) };
}
