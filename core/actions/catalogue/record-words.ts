import { type Fields, labelsOf, type Resource, type ResourceAction } from '../../sdk/index.ts';
import type { RecordVerb } from './record-verbs.ts';

export interface Words {
  readonly title: string;
  readonly description: string;
  readonly icon: string;
}

/** How a verb of a resource is called, for people and for programs. */
export function wordsOf(resource: Resource, verb: RecordVerb): Words {
  const [one, many] = labelsOf(resource).map((label) => label.toLowerCase()) as [string, string];
  switch (verb) {
    case 'get':
      return { title: `Get a ${one}`, description: `Reads one ${one} by its id.`, icon: 'eye' };
    case 'list':
      return {
        title: `List ${many}`,
        description: `Lists ${many}: filtered, sorted and page by page.`,
        icon: 'list',
      };
    case 'search':
      return {
        title: `Search ${many}`,
        description: `Finds ${many} that contain all of the words.`,
        icon: 'search',
      };
    case 'create':
      return { title: `Create a ${one}`, description: `Makes a new ${one}.`, icon: 'plus' };
    case 'update':
      return {
        title: `Change a ${one}`,
        description: `Changes the given values of one ${one}; the rest stays.`,
        icon: 'pencil',
      };
    case 'remove':
      return {
        title: `Remove a ${one}`,
        description: `Moves one ${one} to the trash; it can be restored.`,
        icon: 'trash',
      };
    case 'restore':
      return {
        title: `Restore a ${one}`,
        description: `Takes one ${one} out of the trash.`,
        icon: 'restore',
      };
    case 'bulk':
      return {
        title: `Write many ${many}`,
        description: `Creates, changes, removes and restores many ${many} at once, or none.`,
        icon: 'stack-2',
      };
    case 'placement':
      return {
        title: `Place a ${one}`,
        description: `Puts one ${one} into a column of its board, between others.`,
        icon: 'layout-kanban',
      };
  }
}

export function wordsOfNoun(resource: Resource, { label, description, icon }: ResourceAction<Fields>): Words {
  const [one] = labelsOf(resource);
  return {
    title: `${one}: ${label}`,
    description: description ?? `${label}: does this to one ${one.toLowerCase()}.`.slice(0, 120),
    icon: icon ?? 'bolt',
  };
}
