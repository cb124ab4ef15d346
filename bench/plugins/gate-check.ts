import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { gate } from '../../core/kernel/gate.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { bootTestRuntime } from '../../core/testing/test-runtime.ts';
import type { ManyPlugins } from './many-plugins.ts';
import { makeManyWorkspaces } from './many-workspaces.ts';

const rounds = 200_000;

export interface GateCheck {
  /** Microseconds for one look, with what is on already known to the process. */
  readonly knownUs: number;
  /** Microseconds for one look that has to ask the database first. */
  readonly unknownUs: number;
}

/** How long it takes to find out whether a plugin is on in a workspace, over so many of both. */
export async function measureGate({ folders, ids }: ManyPlugins, workspaces: number): Promise<GateCheck> {
  const { runtime, ownerUrl, stop } = await bootTestRuntime({ folders });
  try {
    const database = readLogin(ownerUrl).database;
    const superuser = await testClusterUrl();
    const superuserUrl = withLogin(superuser, { ...readLogin(superuser), database });
    const all = await makeManyWorkspaces(superuserUrl, workspaces, ids);
    const look = async (index: number) => {
      const enabledPlugins = await enabledPluginsOf(runtime, all[index % all.length] ?? '');
      gate({ enabledPlugins }, ids[index % ids.length] ?? '');
    };
    const unknownUs = await perCall(all.length, look);
    return { unknownUs, knownUs: await perCall(rounds, look) };
  } finally {
    await stop();
  }
}

async function perCall(count: number, call: (index: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < count; index += 1) await call(index);
  return ((performance.now() - began) * 1_000) / count;
}
