import { resourceUrl } from '../../admin/shell/addresses.ts';
import type { Resource } from '../../sdk/index.ts';

/** The addresses of one import's pages. */
export interface ImportUrls {
  readonly mapping: string;
  readonly format: string;
  readonly check: string;
  readonly start: string;
  readonly progress: string;
  readonly cancellation: string;
  readonly result: string;
  readonly undo: string;
  readonly failures: string;
}

export function uploadUrl(slug: string, resource: Resource): string {
  return `${resourceUrl(slug, resource)}/import`;
}

export function importUrls(slug: string, resource: Resource, id: string): ImportUrls {
  const base = `${uploadUrl(slug, resource)}/${id}`;
  return {
    mapping: `${base}/mapping`,
    format: `${base}/format`,
    check: `${base}/check`,
    start: `${base}/start`,
    progress: `${base}/progress`,
    cancellation: `${base}/cancellation`,
    result: `${base}/result`,
    undo: `${base}/undo`,
    failures: `${base}/failures.csv`,
  };
}
