/**
 * The key of a contribution's words in the plugin's own catalogue, from what it is called:
 * `widgets.open-deals`, `pages.reports.id` for `/reports/:id`, `menu.won-deals` for "Won deals".
 */
export function contributionKey(kind: string, plugin: string, name: string): string {
  const own = name.startsWith(`${plugin}.`) ? name.slice(plugin.length + 1) : name;
  const words = own.toLowerCase().split(/[^\p{L}\p{N}.]+/u);
  return `${kind}.${words.filter((word) => word !== '').join(kind === 'pages' ? '.' : '-') || 'start'}`;
}
