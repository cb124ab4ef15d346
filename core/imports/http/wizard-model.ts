import { resourceUrl } from '../../admin/shell/addresses.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import type { WizardModel, WizardStep } from './models.ts';
import { type ImportUrls, uploadUrl } from './wizard-urls.ts';

const order = ['upload', 'mapping', 'check', 'result'] as const;

/** What every page of the wizard shows around its own content. */
export function wizardModel(
  slug: string,
  resource: Resource,
  step: WizardStep['name'],
  urls: ImportUrls | null,
  notice: string | null = null,
): WizardModel {
  const [one, many] = labelsOf(resource);
  return {
    resource: { id: resource.id, one, many, icon: resource.options.icon ?? 'database' },
    listUrl: resourceUrl(slug, resource),
    uploadUrl: uploadUrl(slug, resource),
    steps: order.map((name) => ({ name, state: stateOf(name, step), url: urlOf(name, step, urls) })),
    notice,
  };
}

function stateOf(name: WizardStep['name'], current: WizardStep['name']): WizardStep['state'] {
  const distance = order.indexOf(name) - order.indexOf(current);
  if (distance === 0) return 'current';
  return distance < 0 ? 'done' : 'ahead';
}

/** Once rows are written there is no way back to the mapping; the file is chosen anew. */
function urlOf(
  name: WizardStep['name'],
  current: WizardStep['name'],
  urls: ImportUrls | null,
): string | null {
  if (!urls || name === 'upload' || current === 'result') return null;
  return stateOf(name, current) === 'ahead' ? null : urls[name];
}
