import type { ImportState } from '../record/import-record.ts';
import type { ImportUrls } from './wizard-urls.ts';

const pages: Readonly<Record<ImportState, keyof ImportUrls>> = {
  uploaded: 'mapping',
  checking: 'check',
  checked: 'check',
  running: 'progress',
  undoing: 'progress',
  done: 'result',
  failed: 'result',
  cancelled: 'result',
};

/** Where an import stands now: the page that anybody who comes back is led to. */
export function currentPage(state: ImportState): keyof ImportUrls {
  return pages[state];
}
