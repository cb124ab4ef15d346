import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type BoardView, type Field, NotAllowed, where } from '../../sdk/index.ts';
import { targetOf } from '../cells/cell-context.ts';
import { titleOf } from '../fields/title.ts';
import { recordsInOrder } from './records-in-order.ts';

/** A column before anything is known of its cards. */
export interface ColumnSource {
  /** Null for records that have no value. */
  readonly value: string | null;
  readonly title: string;
  readonly colour: string;
}

/** More columns than this are no board. */
const mostColumns = 60;
const plainColour = 'plain';

export interface ColumnsAsked {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly board: BoardView<string>;
  readonly field: Field;
  /** The record that chooses the board, where one does. */
  readonly within: string | null;
}

/** The columns of a board: the values of a choice, or the records a reference points at in their own order. */
export async function columnSources(asked: ColumnsAsked): Promise<ColumnSource[]> {
  const { field } = asked;
  if (field.kind === 'reference') return recordColumns(asked);
  return (field.choices ?? []).map((choice) => ({
    value: choice.value,
    title: choice.label,
    colour: choice.colour ?? plainColour,
  }));
}

async function recordColumns({
  runtime,
  scope,
  board,
  field,
  within,
}: ColumnsAsked): Promise<ColumnSource[]> {
  const target = targetOf({ runtime, scope }, field);
  if (!target) throw new NotAllowed('You may not see what the columns of this board stand for.');
  const condition = board.within && within ? where(board.within, 'is', within) : undefined;
  const records = await recordsInOrder({ runtime, scope, resource: target, condition, limit: mostColumns });
  return records.map((record) => ({
    value: record.id,
    title: titleOf(target, record),
    colour: colourIn(record),
  }));
}

function colourIn({ colour }: Readonly<Record<string, unknown>>): string {
  return typeof colour === 'string' && /^[a-z]{1,20}$/.test(colour) ? colour : plainColour;
}
