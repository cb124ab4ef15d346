import {
  type Attributes,
  type ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

let found: Tracer | null | undefined;

/** The tracer of an OpenTelemetry SDK that was loaded before us; null without one. Looked for once. */
export function tracer(): Tracer | null {
  if (found === undefined) {
    // Only the proxy that the API hands out knows whether a tracer stands behind it.
    const proxy = trace.getTracerProvider() as Partial<ProxyTracerProvider>;
    found = proxy.getDelegateTracer?.('guildhall') ?? null;
  }
  return found;
}

/** Work as a span of the trace it is part of; without an SDK just the work. */
export function inSpan<Result>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  const active = tracer();
  if (active === null) return work();
  return active.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      noteFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function noteFailure(span: Span, error: unknown): void {
  if (error instanceof Error) span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
