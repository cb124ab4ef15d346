import type { RecordJson } from '../resources/shape/record-json.ts';
import { createRecord } from '../resources/write/create-record.ts';
import type { Fields, Resource, Row } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';
import { SampleRecords } from './conformance/sample-records.ts';

export interface MakeOptions {
  readonly workspace?: 'a' | 'b';
}

/**
 * A record with these values; whatever else it needs, records it must point at included, is made up.
 * Made as the owner, by the same rules as over REST.
 *
 * @throws InvalidInput when the values are refused
 * @example const deal = await makeRecord(app, dealResource, { title: 'New roof' });
 */
export async function makeRecord<F extends Fields>(
  app: TestApp,
  resource: Resource<F>,
  values: Partial<Row<F>> = {},
  { workspace = 'a' }: MakeOptions = {},
): Promise<Row<F>> {
  const scope = await app.scope('owner', app.workspaces[workspace]);
  const plain = resource as unknown as Resource;
  const samples = new SampleRecords(app.runtime, scope, { takesWhatIsThere: true });
  const input = { ...(await samples.input(plain)), ...values };
  const made: RecordJson = await createRecord(app.runtime, scope, plain, input);
  return made as unknown as Row<F>;
}
