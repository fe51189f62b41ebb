import type { ErrorRequestHandler, RequestHandler } from 'express';
import { correlationIdOf } from '#adapters/http/middleware/correlation-id';
import { problemHeaders, problemOf } from '#adapters/http/problem';
import { RequestRefused } from '#adapters/http/request-refused';
import type { Telemetry } from '#application/ports/telemetry';

export const refuseUnknownRoute: RequestHandler = () => {
  throw new RequestRefused(404, 'route.not_found', 'nothing is at this address');
};

/** Every failure leaves as problem+json. What broke is told to the log under the same correlation id, never to the caller. */
export const answerErrors =
  (telemetry: Telemetry): ErrorRequestHandler =>
  // Express tells an error handler by its four parameters.
  (error: unknown, request, response, _next) => {
    const correlationId = correlationIdOf(response);
    const problem = problemOf(error, correlationId);
    const facts = { correlationId, method: request.method, status: problem.status, code: problem.code };
    if (problem.status === 500) telemetry.error('http.failed', error, facts);
    else if (problem.status > 500) telemetry.warn('http.unavailable', facts);
    else telemetry.info('http.refused', facts);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status).set(problemHeaders(error, problem));
    response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    response.end(JSON.stringify(problem));
  };
