import { Readable } from 'node:stream';
import { beginImport } from '../../core/imports/begin-import.ts';
import { loadImport } from '../../core/imports/record/find-import.ts';
import type { ImportRecord } from '../../core/imports/record/import-record.ts';
import { requestRun } from '../../core/imports/request-work.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';

/** An import that waits for a process to work on it. @returns its id */
export async function beginImportOf(app: TestApp, lines: readonly string[]): Promise<string> {
  const owner = await app.scope('owner');
  const content = Readable.from([Buffer.from(`First name,Last name\n${lines.join('\n')}\n`)]);
  const contact = findResource(app.runtime, 'crm.contact');
  const { id } = await beginImport(app.runtime, owner, contact, { fileName: 'people.csv', content });
  await requestRun(app.runtime, owner, id);
  return id;
}

export async function importNow(app: TestApp, id: string): Promise<ImportRecord> {
  return loadImport(app.runtime, app.workspaces.a.id, id);
}
