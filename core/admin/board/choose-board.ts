import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed, NotFound, type Resource } from '../../sdk/index.ts';
import { targetOf } from '../cells/cell-context.ts';
import { titleOf } from '../fields/title.ts';
import { addressText, type ListAddress, withParameter } from '../list/list-parameters.ts';
import type { BoardChoice } from './board-model.ts';
import { recordsInOrder } from './records-in-order.ts';

export interface ChosenBoard {
  /** The record that chooses it; null where there is only one board. */
  readonly id: string | null;
  readonly title: string | null;
  readonly choices: readonly BoardChoice[];
}

interface BoardAsked {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly resource: Resource;
  readonly address: ListAddress;
  readonly within: string | null;
}

const mostBoards = 100;

/** Which board it is: the one asked for, else the first. @throws NotFound where the one asked for is not */
export async function chooseBoard(asked: BoardAsked): Promise<ChosenBoard> {
  const { runtime, scope, resource, address, within } = asked;
  const name = resource.options.board?.within;
  const field = name ? resource.fields[name] : undefined;
  if (!name || !field) return { id: null, title: null, choices: [] };
  const target = targetOf({ runtime, scope }, field);
  if (!target) throw new NotAllowed('You may not see what this board belongs to.');
  const records = await recordsInOrder({
    runtime,
    scope,
    resource: target,
    condition: undefined,
    limit: mostBoards,
  });
  const current = within === null ? records[0] : records.find(({ id }) => id === within);
  if (!current && within !== null) throw new NotFound('There is no such board.');
  return {
    id: current?.id ?? null,
    title: current ? titleOf(target, current) : null,
    choices: records.map((record) => ({
      title: titleOf(target, record),
      href: addressText(withParameter(address, name, record.id)),
      isCurrent: record === current,
    })),
  };
}
