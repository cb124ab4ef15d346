import { z } from 'zod';
import type { Candidate } from '../../kernel/find/candidate.ts';

/** What the reading process is told. */
export interface InspectionOrder {
  readonly candidates: readonly Candidate[];
  /** The one that is new; it stands for any other of its id. */
  readonly incoming: Candidate | null;
  /** Ids that are held back and not looked into. */
  readonly atRest: readonly string[];
  /** The version of Guildhall to judge by. */
  readonly version: string;
  readonly limitMs: number;
}

const capabilities = z.object({
  network: z.array(z.string()).default([]),
  services: z.array(z.string()).default([]),
  email: z.boolean().default(false),
});

/** What a plugin asks for beyond its own tables. */
export type AskedCapabilities = z.infer<typeof capabilities>;

export const noCapabilities: AskedCapabilities = { network: [], services: [], email: false };

const inspected = z.object({
  id: z.string(),
  foundAs: z.string(),
  isIncoming: z.boolean(),
  isBroken: z.boolean(),
  problems: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  version: z.string().nullable(),
  compatible: z.string().nullable(),
  requires: z.record(z.string(), z.string()),
  capabilities,
  permissions: z.array(z.string()),
  /** Its migrations, by name. */
  steps: z.array(z.string()),
});

/** A plugin as it says itself what it is, and what is wrong with it in this company. */
export type Inspected = z.infer<typeof inspected>;

export const inspectionResults = z.array(z.array(inspected));
