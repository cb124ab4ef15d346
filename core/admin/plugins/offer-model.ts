import type { Preview } from '../../packages/preview.ts';
import type { Translate } from '../translate.ts';

/** View `admin/plugin-offer`: what would happen, before anything does. */
export interface OfferModel {
  readonly title: string;
  readonly lead: string;
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly sha256: string;
  readonly version: string;
  readonly installedVersion: string | null;
  readonly compatible: string | null;
  readonly pending: readonly string[];
  readonly permissions: readonly string[];
  readonly asksFor: readonly string[];
  readonly breaks: readonly string[];
  readonly mayInstall: boolean;
  readonly mayRestart: boolean;
  readonly action: string;
  readonly submit: string;
  readonly notice: string | null;
  readonly problems: Readonly<Record<string, string>>;
}

export interface OfferPage {
  readonly preview: Preview;
  readonly mayRestart: boolean;
  readonly notice?: string | null;
  readonly problems?: Readonly<Record<string, string>>;
}

export function offerModel(page: OfferPage, translate: Translate): OfferModel {
  const { preview, mayRestart, notice = null, problems = {} } = page;
  const { plugin, sha256, source, installedVersion, pending, asksFor, breaks } = preview;
  const kind = installedVersion === null ? 'install' : 'upgrade';
  const version = plugin.version ?? '';
  return {
    title: translate(`plugins.offer.${kind}-title`, { title: plugin.title }),
    lead: translate(`plugins.offer.${kind}-lead`, { version, before: installedVersion ?? '' }),
    name: plugin.title,
    description: plugin.description,
    permissions: plugin.permissions,
    compatible: plugin.compatible,
    ...{ source, sha256, version, installedVersion, pending, asksFor, breaks, mayRestart, notice, problems },
    mayInstall: breaks.length === 0,
    action: `/admin/plugin-packages/${sha256}/installation`,
    submit: translate(`plugins.offer.${kind}${mayRestart ? '-restart' : ''}`),
  };
}
