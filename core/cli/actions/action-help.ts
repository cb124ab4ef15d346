import type { OfferedAction } from '../../actions/offered-action.ts';
import { optionLine } from '../option-line.ts';
import type { TypedInputs } from './action-input.ts';
import { callOptionLines } from './call-options.ts';

/** What an action is for, what it takes and what it weighs, made from its schema. */
export function actionHelp(action: OfferedAction, { properties, required }: TypedInputs): string {
  const { id, title, description, effect, risk, permission } = action;
  const needs = permission ?? 'depends on the record';
  const inputs = Object.entries(properties)
    .sort(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
    .map(([key, option]) => optionLine(key, option, required.includes(key)));
  return [
    `npm run guildhall -- ${id}`,
    `${title}. ${description}\nEffect: ${effect}; risk: ${risk}; permission: ${needs}.`,
    ...(inputs.length > 0 ? [`Input:\n${inputs.join('\n')}`] : []),
    `Options:\n${callOptionLines.join('\n')}`,
    'Ends with 0 done, 1 not done, 2 not understood, 3 waits for approval, 4 not allowed, 5 try again later.',
  ].join('\n\n');
}
