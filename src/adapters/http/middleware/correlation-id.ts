import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const sane = /^[A-Za-z0-9._:-]{8,64}$/;

/** Takes over the caller's `X-Request-Id` if it is a plain short token, else makes one; says it in the answer. */
export const giveCorrelationId: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && sane.test(given) ? given : randomUUID();
  response.locals['correlationId'] = id;
  response.setHeader('X-Request-Id', id);
  next();
};

export const correlationIdOf = (response: Response): string => String(response.locals['correlationId'] ?? 'none');
