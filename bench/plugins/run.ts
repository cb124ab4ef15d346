/** `npm run bench:plugins`: a start with many plugins and workspaces, and what one look at the gate costs. */
import { startDatabase } from '../database.ts';
import { startOurs } from '../start-ours.ts';
import { measureGate } from './gate-check.ts';
import { type ManyPlugins, writeManyPlugins } from './many-plugins.ts';
import { makeManyWorkspaces } from './many-workspaces.ts';

const pluginCount = 50;
const workspaceCount = 1_000;
const starts = 3;

const plugins = await writeManyPlugins(pluginCount);
try {
  const bootMs = await measureBoot(plugins);
  const { knownUs, unknownUs } = await measureGate(plugins, workspaceCount);
  say(`${pluginCount} plugins as they come, not compiled, and ${workspaceCount} workspaces:`);
  say(`boot ${Math.round(bootMs)} ms (median of ${starts})`);
  say(`gate ${knownUs.toFixed(2)} µs, ${unknownUs.toFixed(0)} µs when the database has to be asked`);
} finally {
  await plugins.remove();
}
process.exit(0);

/** With tables that are up to date; the first start made them. */
async function measureBoot({ pluginsDir, ids }: ManyPlugins): Promise<number> {
  const database = await startDatabase();
  const { adminUrl: databaseUrl, dataDir, superuserUrl } = database;
  const options = { databaseUrl, dataDir, pluginsDir, poolMax: 10, profile: undefined };
  try {
    await (await startOurs(options)).stop();
    await makeManyWorkspaces(superuserUrl, workspaceCount, ids);
    const times: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const ours = await startOurs(options);
      times.push(ours.bootMs);
      await ours.stop();
    }
    return times.sort((a, b) => a - b)[Math.floor(starts / 2)] ?? 0;
  } finally {
    await database.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
