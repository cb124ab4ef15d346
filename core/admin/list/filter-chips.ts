import type { Condition } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { withParameters } from '../shell/addresses.ts';
import { filtersIn } from './filter-parameter.ts';
import { type FilterWordsContext, filterValueWords } from './filter-value-words.ts';
import { operatorWords } from './filter-words.ts';
import type { FilterChip } from './list-model.ts';
import { addressText, fromStart, type ListAddress, withParameter } from './list-parameters.ts';

/** The filters in an address, each with the words for it and the ways to change it. */
export async function filterChips(
  context: FilterWordsContext,
  fields: readonly ScreenField[],
  address: ListAddress,
): Promise<FilterChip[]> {
  const fieldOf = (name: string): ScreenField | null => fields.find((one) => one.name === name) ?? null;
  const filters = filtersIn(address.parameters, (name) => fieldOf(name)?.field.kind ?? null);
  const chips = filters.map(async ({ parameter, field: name, operator, value }) => {
    const field = fieldOf(name);
    if (!field) return [];
    const isEmptyTest = operator === 'empty';
    const words = isEmptyTest && value === 'false' ? 'filled' : operator;
    return [
      {
        label: field.label,
        words:
          words === 'filled'
            ? context.translate('filter.operator.filled')
            : operatorWords(context.translate, operator, field.field.kind),
        value: isEmptyTest ? '' : await filterValueWords(context, field, operator, value),
        editHref: editorHref(address, name, parameter),
        removeHref: addressText(withParameter(address, parameter, null)),
      },
    ];
  });
  return [...(await Promise.all(chips)).flat(), ...groupChip(context, address)];
}

/** The page that edits a filter of this list. */
export function editorHref(address: ListAddress, field: string, parameter: string | null): string {
  const parameters = new URLSearchParams(fromStart(address).parameters);
  const from = parameters.toString();
  const path = address.path.replace(/\/board$/, '');
  return withParameters(`${path}/filters/${field}`, {
    parameter,
    from,
    on: address.path.endsWith('/board') ? 'board' : null,
  });
}

/** Groups of conditions, `where`, are shown as one chip. */
function groupChip({ translate }: FilterWordsContext, address: ListAddress): FilterChip[] {
  const text = address.parameters.get('where');
  if (!text) return [];
  return [
    {
      label: translate('filter.group'),
      words: '',
      value: translate('filter.conditions', { count: conditionCount(text) }),
      editHref: null,
      removeHref: addressText(withParameter(address, 'where', null)),
    },
  ];
}

function conditionCount(text: string): number {
  try {
    return leaves(JSON.parse(text) as Condition);
  } catch {
    return 0;
  }
}

function leaves(condition: Condition): number {
  if ('all' in condition) return condition.all.map(leaves).reduce((sum, count) => sum + count, 0);
  return 'any' in condition ? condition.any.map(leaves).reduce((sum, count) => sum + count, 0) : 1;
}
