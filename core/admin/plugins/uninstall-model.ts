import type { PluginDetails } from '../../lifecycle/overview/plugin-details.ts';
import type { Translate } from '../translate.ts';

/** View `admin/plugin-uninstall`: asks for the id to be typed. */
export interface UninstallModel {
  readonly title: string;
  readonly id: string;
  readonly workspaceWords: string;
  readonly action: string;
  readonly backUrl: string;
  readonly values: { readonly confirm: string };
  readonly problems: Readonly<Record<string, string>>;
  readonly notice: string | null;
}

export function uninstallModel(
  { id, title, workspaces }: PluginDetails,
  translate: Translate,
  trouble: Pick<UninstallModel, 'values' | 'problems' | 'notice'> = {
    values: { confirm: '' },
    problems: {},
    notice: null,
  },
): UninstallModel {
  return {
    ...trouble,
    id,
    title: translate('plugins.uninstall.title', { title }),
    workspaceWords: translate('plugins.uninstall.workspaces', { count: workspaces }),
    action: `/admin/plugins/${id}/uninstallation`,
    backUrl: `/admin/plugins/${id}`,
  };
}
