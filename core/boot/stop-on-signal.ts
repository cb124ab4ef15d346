import type { Logger } from '../sdk/index.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

/** The first signal stops in order; whoever sends a second one does not want to wait. */
export function stopOnSignal(log: Logger, stop: (signal: NodeJS.Signals) => void): void {
  let isStopping = false;
  const react = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'Stopping.');
    stop(signal);
  };
  for (const signal of signals) process.on(signal, react);
}
