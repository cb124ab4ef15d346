import type { Response } from 'express';
import { instanceAdminOf } from '../../http/instance-admin.ts';

/** The admin of the instance, as tasks name who asked. @throws NotAuthenticated, NotAllowed, NotFound */
export function askerOf(response: Response): string {
  return `user:${instanceAdminOf(response).id}`;
}
