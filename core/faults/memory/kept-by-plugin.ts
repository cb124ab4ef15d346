import type { HeapProfiler } from 'node:inspector';
import type { PluginInStack } from '../../kernel/import/plugin-in-stack.ts';

/** What a plugin's code made that is still held, as sampled. */
export interface KeptMemory {
  readonly plugin: string;
  readonly bytes: number;
  /** Where most of it was made: `more /…/evil-leaks/index.ts:20`. */
  readonly place: string;
}

interface Sum {
  bytes: number;
  readonly places: Map<string, number>;
}

type Node = HeapProfiler.SamplingHeapProfileNode;

/** An object belongs to the plugin whose line stands nearest to where it was made, whoever holds it now. */
export function keptByPlugin(head: Node, inStack: PluginInStack): KeptMemory[] {
  const sums = new Map<string, Sum>();
  const waiting: { readonly node: Node; readonly owner: Owner | null }[] = [{ node: head, owner: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const owner = ownerOf(next.node, inStack) ?? next.owner;
    if (owner) add(sums, owner, next.node.selfSize);
    for (const node of next.node.children) waiting.push({ node, owner });
  }
  const kept = [...sums].map(([plugin, { bytes, places }]) => ({ plugin, bytes, place: largest(places) }));
  return kept.filter(({ bytes }) => bytes > 0).sort((one, other) => other.bytes - one.bytes);
}

interface Owner {
  readonly plugin: string;
  readonly place: string;
}

/** What a plugin calls, such as `Array.from`, works for the plugin. */
function ownerOf(
  { callFrame: { functionName, url, lineNumber } }: Node,
  inStack: PluginInStack,
): Owner | null {
  const plugin = url === '' ? undefined : inStack(url);
  if (plugin === undefined) return null;
  const file = url.replace('file://', '').replace(/\?.*$/, '');
  return { plugin, place: `${functionName || 'its module'} ${file}:${lineNumber + 1}` };
}

function add(sums: Map<string, Sum>, { plugin, place }: Owner, bytes: number): void {
  const sum = sums.get(plugin) ?? { bytes: 0, places: new Map() };
  sums.set(plugin, sum);
  sum.bytes += bytes;
  sum.places.set(place, (sum.places.get(place) ?? 0) + bytes);
}

function largest(places: ReadonlyMap<string, number>): string {
  return [...places].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'somewhere';
}
