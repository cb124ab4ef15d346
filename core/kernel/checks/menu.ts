import { complaint } from '../problem.ts';
import type { Check } from './check.ts';

export const checkMenu: Check = function* ({ menu = [], resources = [], pages = [] }) {
  for (const { label, resource, view, page } of menu) {
    if (page !== undefined && !pages.some(({ path }) => path === page)) {
      yield complaint(`menu "${label}"`, `It opens "${page}", which is none of its pages. Add it to pages.`);
    }
    if (!resource) continue;
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
