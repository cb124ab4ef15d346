import type { ResourceHead } from '../../fields/resource-head.ts';
import type { FormField } from '../../forms/form-model.ts';

/** A card on its way to another column: which one, or what that column asks for besides. */
export interface PlacementModel {
  readonly resource: ResourceHead;
  readonly title: string;
  readonly crumb: string;
  readonly crumbUrl: string;
  readonly placement: {
    readonly action: string;
    readonly boardUrl: string;
    /** Where it goes; null while that is to be chosen. */
    readonly column: { readonly value: string; readonly title: string } | null;
    readonly columns: readonly {
      readonly value: string;
      readonly title: string;
      readonly colour: string;
      readonly isCurrent: boolean;
    }[];
    readonly above: string;
    readonly below: string;
    /** The names of the fields asked for, parted by commas. */
    readonly asks: string;
    readonly fields: readonly FormField[];
    /** Why it was refused, where no field can mend it. */
    readonly problem: string | null;
    /** What can be done instead. */
    readonly actions: readonly { readonly label: string; readonly icon: string; readonly href: string }[];
  };
}
