import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What this process measures of itself; read as text by whoever collects it. */
export interface Metrics {
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly pluginCalls: Histogram<'plugin' | 'kind'>;
  readonly pluginErrors: Counter<'plugin' | 'kind'>;
  /** A figure that is looked up when somebody asks. */
  ask(figure: Figure): void;
  /** All figures, in the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  read(): FigureValue[] | Promise<FigureValue[]>;
}

export interface FigureValue {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A registry of its own: two instances in one process, as in tests, do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const common = { registers: [registry] };
  return {
    requests: new Histogram({
      name: 'guildhall_http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      ...common,
    }),
    pluginCalls: new Histogram({
      name: 'guildhall_plugin_call_duration_seconds',
      help: 'Time spent in the code of plugins.',
      labelNames: ['plugin', 'kind'],
      buckets: seconds,
      ...common,
    }),
    pluginErrors: new Counter({
      name: 'guildhall_plugin_errors_total',
      help: 'Calls into plugins that failed.',
      labelNames: ['plugin', 'kind'],
      ...common,
    }),
    ask: (figure) => addFigure(registry, figure),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function addFigure(registry: Registry, { name, help, labels = [], read }: Figure): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    async collect() {
      // What cannot be looked up now is left out, and the rest is told all the same.
      const values = await Promise.resolve()
        .then(read)
        .catch(() => []);
      gauge.reset();
      for (const { value, labels: given } of values) gauge.set({ ...given }, value);
    },
  });
}
