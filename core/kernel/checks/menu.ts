import { complaint } from '../problem.ts';
import type { Check } from './check.ts';

export const checkMenu: Check = function* ({ menu = [], resources = [] }) {
  for (const { label, resource, view } of menu) {
    const own = resources.find(({ id }) => id === resource.id);
    if (!own) {
      yield complaint(
        `menu "${label}"`,
        `It opens "${resource.id}", which is none of its resources. Add it to resources.`,
      );
    } else if (view === 'board' && !own.options.board) {
      yield complaint(`menu "${label}"`, `${own.id} has no board. Declare one, or open the list.`);
    }
  }
};
