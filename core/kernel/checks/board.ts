import type { BoardView, FieldKind, Plugin, Resource } from '../../sdk/index.ts';
import { type Complaint, complaint, listed } from '../problem.ts';
import { type Check, type Company, reachableResource } from './check.ts';
import { targetId } from './references.ts';

const kindsOf: Readonly<Record<'column' | 'sum' | 'position' | 'within', readonly FieldKind[]>> = {
  column: ['choice', 'reference'],
  sum: ['money'],
  position: ['integer'],
  within: ['reference'],
};

/** A board's column, sum, order and choice of board are fields that can be that. */
export const checkBoards: Check = function* (plugin, company) {
  for (const resource of plugin.resources ?? []) {
    const { board } = resource.options;
    if (!board) continue;
    yield* checkKinds(resource, board);
    yield* checkWithin(resource, board, plugin, company);
  }
};

function* checkKinds({ id, fields }: Resource, board: BoardView<string>): Iterable<Complaint> {
  for (const part of ['column', 'sum', 'position', 'within'] as const) {
    const kind = fields[board[part] ?? '']?.kind;
    if (kind === undefined || kindsOf[part].includes(kind)) continue;
    const message = `"${board[part]}" is of kind ${kind}. Name a field of kind ${listed(kindsOf[part])}.`;
    yield complaint(`resource ${id}.board.${part}`, message);
  }
}

/** The columns of one board are the records that point at the same one, by a field of the same name. */
function* checkWithin(
  { id, fields }: Resource,
  { column, within }: BoardView<string>,
  plugin: Plugin,
  company: Company,
): Iterable<Complaint> {
  const chooser = within === undefined ? undefined : fields[within];
  const columns = reachableResource(targetId(fields[column]?.target) ?? '', plugin, company);
  if (!within || chooser?.kind !== 'reference' || fields[column]?.kind !== 'reference' || !columns) return;
  if (targetId(columns.fields[within]?.target) === targetId(chooser.target)) return;
  const fix = `Give ${columns.id} a reference of that name to ${targetId(chooser.target)}.`;
  yield complaint(`resource ${id}.board.within`, `${columns.id} has no field "${within}". ${fix}`);
}
