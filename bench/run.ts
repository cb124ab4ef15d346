import { type BenchArguments, readArguments } from './arguments.ts';
import { requestsOfBare } from './bare/requests-of-bare.ts';
import { startBare } from './bare/start-bare.ts';
import { residentMegabytes, type Served } from './child.ts';
import { startDatabase } from './database.ts';
import { loadByAutocannon } from './load/autocannon.ts';
import type { Load } from './load/load.ts';
import { isWrkHere, loadByWrk } from './load/wrk.ts';
import { type Prepared, prepare } from './prepare.ts';
import { type BenchReport, reportText, writeReport } from './report.ts';
import { requestsOfOurs } from './requests-of-ours.ts';
import { type Contest, runContest, type ScenarioResult } from './rounds.ts';
import { type ScenarioName, scenarioNames } from './scenarios.ts';
import { startOurs } from './start-ours.ts';

const poolMax = 10;
const settlingMs = 2_000;

const given = readArguments(process.argv.slice(2));
const report = await measureAll(given);
say(`\n${reportText(report)}`);
if (given.json) await writeReport(given.json, report);

async function measureAll(terms: BenchArguments): Promise<BenchReport> {
  const database = await startDatabase();
  const options = { databaseUrl: database.adminUrl, dataDir: database.dataDir, poolMax, profile: undefined };
  const open: { stop(): Promise<void> }[] = [database];
  try {
    say(`Preparing ${terms.contacts} contacts …`);
    const prepared = await prepare(database, options, terms.contacts);
    const ours = await startOurs({ ...options, profile: terms.profile });
    open.push(ours);
    await new Promise((resume) => setTimeout(resume, settlingMs));
    const rssMb = Math.round(await residentMegabytes(ours.pid));
    const { workspaceId } = prepared;
    const bare = await startBare({ databaseUrl: database.superuserUrl, workspaceId, poolMax });
    open.push(bare);
    const scenarios = await measureScenarios(terms, prepared, { ours, bare });
    return { scenarios, bootMs: Math.round(ours.bootMs), rssMb };
  } finally {
    for (const one of open.reverse()) await one.stop();
  }
}

async function measureScenarios(
  terms: BenchArguments,
  prepared: Prepared,
  servers: { readonly ours: Served; readonly bare: Served },
): Promise<ScenarioResult[]> {
  const load = await chooseLoad();
  const results: ScenarioResult[] = [];
  for (const name of scenarioNames.filter((one) => terms.only.length === 0 || terms.only.includes(one))) {
    const result = await runContest(load, contest(name, prepared, servers), terms);
    say(
      `${name}: ${result.ours.toFixed(0)} of ${result.bare.toFixed(0)} a second, ratio ${result.ratio.toFixed(2)}`,
    );
    results.push(result);
  }
  return results;
}

function contest(
  name: ScenarioName,
  { key, sample }: Prepared,
  { ours, bare }: { readonly ours: Served; readonly bare: Served },
): Contest {
  const headers = { authorization: `Bearer ${key}` };
  return {
    name,
    ours: { base: ours.base, headers, requests: requestsOfOurs(name, sample) },
    bare: { base: bare.base, headers: {}, requests: requestsOfBare(name, sample) },
  };
}

async function chooseLoad(): Promise<Load> {
  if (await isWrkHere()) return loadByWrk;
  say('wrk is not installed; autocannon is used, which is slower and takes from what it measures.');
  return loadByAutocannon;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
