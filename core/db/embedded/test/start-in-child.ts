/** Started by the tests as its own process, to be killed: holds a database open and says where. */
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const onSignal = process.argv.includes('--stop-on-signal');

async function hold(): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, isThrowaway: true });
  setInterval(() => undefined, 1_000);
  if (onSignal) process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  process.stdout.write(`${server.url}\n`);
}

await hold().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
