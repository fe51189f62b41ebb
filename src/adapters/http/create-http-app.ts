import express, { type Express } from 'express';
import { allRoutes } from '#adapters/http/all-routes';
import type { HttpDependencies } from '#adapters/http/http-dependencies';
import { answerErrors, refuseUnknownRoute } from '#adapters/http/middleware/answer-errors';
import { giveCorrelationId } from '#adapters/http/middleware/correlation-id';
import { secureHeaders } from '#adapters/http/middleware/security-headers';
import { admitPages } from '#adapters/http/middleware/widget-cors';
import { mountRoutes, type ServingNeeds } from '#adapters/http/mount-routes';
import type { Route } from '#adapters/http/route';

/** The app for a list of routes: also for tests with a route or two. */
export const createAppOf = (
  routes: readonly Route[],
  needs: ServingNeeds & { readonly trustedProxies: number },
): Express => {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', needs.trustedProxies);
  app.use(giveCorrelationId, secureHeaders);
  app.use('/api/widget', admitPages);
  mountRoutes(app, routes, needs);
  app.use(refuseUnknownRoute, answerErrors(needs.telemetry));
  return app;
};

/** The whole HTTP side: hand it to `http.createServer`. */
export const createHttpApp = (dependencies: HttpDependencies): Express =>
  createAppOf(allRoutes(dependencies), dependencies);
