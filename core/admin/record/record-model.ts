import type { Cell } from '../cells/cell.ts';
import type { ResourceHead } from '../fields/resource-head.ts';
import type { RecordPanel } from './panels.ts';

export interface Fact {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly cell: Cell;
  /** Where it can be changed by itself; null where it cannot. */
  readonly editUrl: string | null;
}

export interface FactSection {
  readonly title: string | null;
  readonly facts: readonly Fact[];
}

export interface ActionLink {
  readonly label: string;
  readonly icon: string | null;
  readonly href: string;
  /** It asks for nothing, so a button is enough. */
  readonly isImmediate: boolean;
}

export interface RelatedRow {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly cells: readonly Cell[];
}

export interface RelatedBlock {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly countWords: string;
  /** Why nothing can be said of them now. */
  readonly trouble: string | null;
  readonly rows: readonly RelatedRow[];
  /** All of them as a list; null where that cannot be asked or these are all. */
  readonly allUrl: string | null;
  readonly newUrl: string | null;
  readonly newWords: string;
}

export interface TimelineItem {
  readonly icon: string;
  readonly instant: string;
  readonly title: string;
  readonly href: string | null;
  readonly text: string | null;
  readonly cells: readonly Cell[];
}

export interface RecordModel {
  readonly resource: ResourceHead;
  readonly record: {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly badges: readonly Cell[];
    readonly editUrl: string | null;
    readonly removeUrl: string | null;
    readonly restoreUrl: string | null;
    readonly isRemoved: boolean;
    readonly actions: readonly ActionLink[];
    readonly sections: readonly FactSection[];
    /** Fields without a value, kept out of the way. */
    readonly emptyFacts: readonly Fact[];
    readonly related: readonly RelatedBlock[];
    readonly panels: readonly RecordPanel[];
    readonly timeline: readonly TimelineItem[];
    readonly timelineAdds: readonly {
      readonly label: string;
      readonly icon: string;
      readonly href: string;
    }[];
    /** Resources whose changes change this page. */
    readonly liveAlso: string;
  };
}
