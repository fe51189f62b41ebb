import type { Request } from 'express';
import type { Client } from '#application/identity/client';

/** The device that calls: its address as far as our own proxies are believed, and what it calls itself. */
export const clientOf = (request: Request): Client => ({
  ip: request.ip ?? 'unknown',
  userAgent: request.headers['user-agent'] ?? '',
});
