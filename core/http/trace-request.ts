import { context, propagation, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';
import { pathOf } from './error-log.ts';
import { routeOf } from './request-measure.ts';

/** A request as a span, part of the trace that its headers name, with all it does inside. */
export function traceRequest(tracer: Tracer, request: Request, response: Response, next: NextFunction): void {
  const parent = propagation.extract(context.active(), request.headers);
  const attributes = { 'http.request.method': request.method, 'url.path': pathOf(request) };
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parent);
  response.once('close', () => {
    const route = routeOf(request);
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({ 'http.route': route, 'http.response.status_code': response.statusCode });
    const { requestId, scope } = response.locals;
    if (requestId) span.setAttribute('guildhall.request', requestId);
    if (scope) span.setAttribute('guildhall.workspace', scope.workspace.id);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
}
