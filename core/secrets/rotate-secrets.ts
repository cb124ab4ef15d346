import { setTimeout as pause } from 'node:timers/promises';
import { readInstance } from '../db/read-instance.ts';
import type { Statement } from '../db/statement.ts';
import { inInstance, inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { instanceOwner } from './instance-secrets.ts';
import type { KeyRing } from './key-ring.ts';
import { reopenKeyRing, secretsKeyTopic } from './open-key-ring.ts';
import { seal, unseal } from './sealed-text.ts';

export interface Rotation {
  readonly moved: number;
  /** Places whose secrets no key opens; they keep their old seal. */
  readonly lost: readonly string[];
}

interface Behind {
  /** Null for what belongs to no workspace. */
  readonly workspaceId: string | null;
  readonly place: string;
}

/** Until every process has heard of the new key, some may still seal by the old one. */
const heardAfterMs = 1_000;

/** Seals by the current key what another one sealed; may be broken off and run again. */
export async function rotateSecrets(runtime: Runtime): Promise<Rotation> {
  await runtime.broadcast.tell(secretsKeyTopic, 'renewed');
  await pause(heardAfterMs);
  const ring = await reopenKeyRing(runtime);
  const lost: string[] = [];
  let moved = 0;
  for (const behind of await allBehind(runtime, ring.current.id)) {
    if (await moveOne(runtime, ring, behind)) moved += 1;
    else lost.push(behind.place);
  }
  return { moved, lost };
}

function allBehind({ database }: Runtime, keyId: string): Promise<Behind[]> {
  const text = 'select workspace_id as "workspaceId", place from secrets_behind($1)';
  return readInstance<Behind>(database, { text, values: [keyId] });
}

function moveOne(runtime: Runtime, ring: KeyRing, behind: Behind): Promise<boolean> {
  const { workspaceId, place } = behind;
  const at = { owner: workspaceId ?? instanceOwner, place };
  const move = async (unit: UnitOfWork): Promise<boolean> => {
    const [row] = await unit.run<{ sealed: string }>(lockStatement(behind));
    if (!row) return true;
    const plain = opened(() => unseal(ring, at, row.sealed));
    if (plain === null) return false;
    await unit.run(writeStatement(behind, ring.current.id, seal(ring, at, plain)));
    return true;
  };
  return workspaceId === null
    ? inInstance(runtime.database, move)
    : inWorkspace(runtime.database, workspaceId, move);
}

function opened(open: () => string): string | null {
  try {
    return open();
  } catch {
    return null;
  }
}

function lockStatement({ workspaceId, place }: Behind): Statement {
  return workspaceId === null
    ? { text: 'select sealed from instance_secrets where place = $1 for update', values: [place] }
    : {
        text: 'select sealed from secrets where workspace_id = $1 and place = $2 for update',
        values: [workspaceId, place],
      };
}

/** When it was set stays: only its seal is new. */
function writeStatement({ workspaceId, place }: Behind, keyId: string, sealed: string): Statement {
  return workspaceId === null
    ? {
        text: 'update instance_secrets set key_id = $2, sealed = $3 where place = $1',
        values: [place, keyId, sealed],
      }
    : {
        text: 'update secrets set key_id = $3, sealed = $4 where workspace_id = $1 and place = $2',
        values: [workspaceId, place, keyId, sealed],
      };
}
