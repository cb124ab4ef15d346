// Does the process in this container live? A web process answers on PORT, a worker on WORKER_PORT.
const ports = [process.env.PORT || '3000', process.env.WORKER_PORT || '3001'];

async function isAlive(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(4_000) });
  if (!answer.ok) throw new Error(`Port ${port} answers ${answer.status}.`);
}

try {
  await Promise.any(ports.map(isAlive));
} catch {
  process.exitCode = 1;
}
