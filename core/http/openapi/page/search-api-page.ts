import type { ApiPage, OperationView } from './api-page.ts';

/** The page with only the operations that hold every word; what is empty then is left out. */
export function searchApiPage(page: ApiPage, search: string): ApiPage {
  const words = search.trim().toLowerCase().split(/\s+/);
  const isWanted = (operation: OperationView) => words.every((word) => operation.words.includes(word));
  const modules = page.modules
    .map((module) => ({ ...module, sections: sectionsWith(module.sections, isWanted) }))
    .filter((module) => module.sections.length > 0);
  const count = modules.flatMap(({ sections }) => sections.flatMap(({ operations }) => operations)).length;
  return { ...page, modules, count, search };
}

function sectionsWith(
  sections: ApiPage['modules'][number]['sections'],
  isWanted: (operation: OperationView) => boolean,
) {
  return sections
    .map((section) => ({ ...section, operations: section.operations.filter(isWanted) }))
    .filter((section) => section.operations.length > 0);
}
