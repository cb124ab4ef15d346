import type { Logger } from '../sdk/index.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

/** The first signal, which stops in order; whoever sends a second one does not want to wait. */
export function stopSignal(log: Logger): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    const react = (signal: NodeJS.Signals): void => {
      if (isStopping) process.exit(1);
      isStopping = true;
      log.info({ signal }, 'Stopping.');
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, react);
  });
}
