import type { Response } from 'express';
import { inInstance } from '../../db/unit-of-work.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { audit } from '../../kernel/states/audit.ts';
import { auditActorOf } from '../../lifecycle/audit-actor.ts';
import type { Runtime } from '../../runtime.ts';
import { backupDirOf } from '../backup-name.ts';
import { presentArchive } from '../stored-archives.ts';
import { sendArchive } from './send-archive.ts';

/** A backup of the instance for its admin; it stands in the trail of the instance who took it. @throws NotFound */
export async function sendBackup(runtime: Runtime, response: Response, file: string): Promise<void> {
  const by = auditActorOf(instanceAdminOf(response));
  const folder = backupDirOf(runtime.config);
  await presentArchive(folder, file);
  const entry = { by, action: 'backup.download', subject: file, reason: 'The backup was downloaded.' };
  await inInstance(runtime.database, (unit) => audit(unit, [entry]));
  await sendArchive(response, folder, file);
}
