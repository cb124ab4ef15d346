const usualEveryMs = 10_000;
const usualLimitMs = 5_000;

/**
 * Looks whether a process that once answered still does, whatever it says: one without its database answers 503, and
 * would be no better off anew. Told by a count of looks and not by the clock, so that a machine that slept is no silence.
 * Returns what ends the watch.
 */
export function watchAnswers({
  address,
  patienceMs,
  onSilent,
  everyMs = usualEveryMs,
  limitMs = usualLimitMs,
}) {
  const enough = Math.max(3, Math.ceil(patienceMs / everyMs));
  let hasAnswered = false;
  let missed = 0;
  let timer = setTimeout(look, everyMs);

  async function look() {
    if (await answers(address, limitMs)) [hasAnswered, missed] = [true, 0];
    else if (hasAnswered) missed += 1;
    if (timer === undefined) return;
    if (missed >= enough) onSilent();
    else timer = setTimeout(look, everyMs);
  }

  return () => {
    clearTimeout(timer);
    timer = undefined;
  };
}

async function answers(address, limitMs) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(limitMs) });
    await answer.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Where the process that these words start answers; undefined when nobody can know, or somebody takes it apart. */
export function healthAddress([command = 'all'], env, execArgv) {
  const isInspected = [...execArgv, ...(env.NODE_OPTIONS ?? '').split(' ')].some((one) =>
    one.startsWith('--inspect'),
  );
  const port = { all: env.PORT || '3000', web: env.PORT || '3000', worker: env.WORKER_PORT || '3001' }[
    command
  ];
  if (isInspected || !Number(port)) return undefined;
  const host = { '': '127.0.0.1', '0.0.0.0': '127.0.0.1', '::': '[::1]' }[env.HOST ?? ''] ?? env.HOST;
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}/health/live`;
}
