import type { Runtime } from '../../runtime.ts';
import type { ImportRecord } from '../record/import-record.ts';
import type { Lease } from './lease.ts';

/** One claimed import at work in this process. */
export interface ImportJob {
  readonly runtime: Runtime;
  readonly lease: Lease;
  readonly record: ImportRecord;
  /** Aborted when this process stops. */
  readonly signal: AbortSignal;
}
