import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';

export const auditOutcomes = ['done', 'refused', 'failed', 'waiting', 'rejected', 'expired'] as const;
export const auditDoors = ['page', 'rest', 'palette', 'cli', 'mcp', 'import', 'workflow', 'system'] as const;

const text = z.string().trim().max(200);
const instant = z.iso.datetime({ offset: true, message: 'Give a moment such as 2026-05-01T00:00:00Z.' });

const question = z.strictObject({
  /** A member's id, or a part of a name. */
  who: text.optional(),
  /** The beginning of an action's id. */
  what: text.optional(),
  record: z.uuid('Give the id of a record.').toLowerCase().optional(),
  resource: text.optional(),
  door: z.enum(auditDoors, 'There is no such door.').optional(),
  outcome: z.enum(auditOutcomes, 'There is no such outcome.').optional(),
  from: instant.optional(),
  until: instant.optional(),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'Begin again without it.')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type AuditQuestion = z.output<typeof question>;

/** What is asked of the audit; what is empty asks nothing. @throws InvalidInput */
export function readAuditQuestion(parameters: URLSearchParams): AuditQuestion {
  const given = [...parameters].filter(([, value]) => value !== '');
  return parseInput(question, Object.fromEntries(given));
}
