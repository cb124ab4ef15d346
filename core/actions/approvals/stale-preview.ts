import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { tableOf } from '../../resources/shape/columns.ts';
import type { Runtime } from '../../runtime.ts';
import { Conflict } from '../../sdk/index.ts';
import type { TouchedVersion } from '../run/preview-call.ts';

/** What was shown is no longer what would happen. */
export class StalePreview extends Conflict {
  override readonly code: string = 'stale-preview';

  constructor() {
    super('It would do something else by now. Look at what would happen, then decide again.');
  }
}

/** Every record still as it was when the preview was made, and held so. @throws StalePreview */
export async function refuseStale(
  { registry }: Runtime,
  unit: UnitOfWork,
  versions: readonly TouchedVersion[],
): Promise<void> {
  for (const { resource, id, version } of versions) {
    const declared = registry.resources.get(resource);
    const rows = declared
      ? await unit.run<{ version: number }>({
          text: `select version from ${tableOf(declared)} where workspace_id = $1 and id = $2 for update`,
          values: [unit.workspaceId, id],
        })
      : [];
    if (rows[0]?.version !== version) throw new StalePreview();
  }
}
