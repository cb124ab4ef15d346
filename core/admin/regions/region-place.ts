import { isOn } from '../../kernel/gate.ts';
import { resourceAt } from '../../resources/find-resource.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { RegionPlace } from '../../sdk/index.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a region stands beside, from the address of the page; what may not be read is as good as absent. */
export function regionPlace(runtime: Runtime, scope: Scope, region: string, pagePath: string): RegionPlace {
  const [, , , plugin = '', path = '', id = ''] = pagePath.split('/');
  const resource = resourceAt(runtime, plugin, path);
  if (!resource || !isOn(scope, plugin) || !mayRead(runtime, scope, resource)) {
    return { region, resource: null, recordId: null };
  }
  return { region, resource: resource.id, recordId: uuid.test(id) ? id : null };
}
