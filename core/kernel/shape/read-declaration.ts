import type { z } from 'zod';
import type { Plugin } from '../../sdk/index.ts';
import { contributionKeys, contributionTypes } from '../contributions/contribution-types.ts';
import { type Complaint, complaint } from '../problem.ts';
import { pluginShape } from './plugin-shape.ts';
import { shapeComplaints } from './shape-complaints.ts';

export interface ReadDeclaration {
  /** What has the right shape of it, so that later checks can speak in the same breath. */
  readonly declaration: Plugin | null;
  readonly complaints: readonly Complaint[];
}

const notAPlugin = 'its index must export definePlugin({ ... }) as the default.';

/** Is what a module exports by default a plugin? Finds every fault of shape at once. */
export function readDeclaration(name: string, exported: unknown): ReadDeclaration {
  if (!isObject(exported)) return { declaration: null, complaints: [complaint('', notAPlugin)] };
  const { error } = pluginShape.safeParse(exported);
  if (!error) return { declaration: exported as unknown as Plugin, complaints: [] };
  return { declaration: salvage(name, exported), complaints: shapeComplaints(exported, error.issues) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A declaration with neutral values where the shape is wrong. It is never run: it is in quarantine already. */
function salvage(name: string, exported: Record<string, unknown>): Plugin {
  const sound = Object.entries(pluginShape.shape).filter(
    ([key, shape]) => shape.safeParse(exported[key]).success,
  );
  return {
    ...neutral(name),
    ...Object.fromEntries(sound.map(([key]) => [key, exported[key]])),
    permissions: isObject(exported.permissions) ? exported.permissions : {},
    ...Object.fromEntries(
      contributionKeys.map((key) => [key, soundOf(exported[key], contributionTypes[key].shape)]),
    ),
  } as unknown as Plugin;
}

function neutral(name: string) {
  return {
    kind: 'guildhall.plugin',
    id: name,
    title: name,
    version: '0.0.0',
    compatible: '*',
    permissions: {},
  };
}

function soundOf(list: unknown, shape: z.ZodType): unknown[] {
  return Array.isArray(list) ? list.filter((one) => shape.safeParse(one).success) : [];
}
