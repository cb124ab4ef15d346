import { addCustomField } from '../custom-fields/define-custom-field.ts';
import type { TestApp } from './boot-test-app.ts';

/**
 * Give a resource a field of the workspace's own, as its owner would.
 *
 * @example await addField(app, 'crm.contact', { label: 'Shoe size', kind: 'number' });
 */
export async function addField(app: TestApp, resource: string, definition: object): Promise<void> {
  await addCustomField(app.runtime, await app.scope('owner'), resource, definition);
}
