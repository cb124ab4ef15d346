import { switchPlugin } from '../modules/switch-plugin.ts';
import type { TestApp } from './boot-test-app.ts';

/**
 * Switch a module on or off in a workspace, as its owner would.
 *
 * @example await switchModule(app, 'crm', false);
 */
export async function switchModule(
  app: TestApp,
  id: string,
  isOn: boolean,
  workspace: 'a' | 'b' = 'a',
): Promise<void> {
  await switchPlugin(app.runtime, await app.scope('owner', app.workspaces[workspace]), id, isOn);
}
