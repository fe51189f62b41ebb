import type { Role } from '#infrastructure/config/roles';

/** How the process is run and watched. */
export type OperationsConfig = {
  readonly roles: ReadonlySet<Role>;
  /** Where `/healthz`, `/readyz` and `/metrics` answer; `null`: nowhere of their own. 0 takes a free port. */
  readonly health: { readonly host: string; readonly port: number } | null;
  /** Asked for by `/metrics`; `null`: whoever reaches the health port may read. */
  readonly metricsToken: string | null;
  /** How many tenants have figures of their own; the others are counted together. */
  readonly metricsTenants: number;
  /** How long `/readyz` says no before a stopping process takes no more connections. */
  readonly stopDelayMs: number;
  /** Traces are sent somewhere: the libraries for it are loaded. */
  readonly isTraced: boolean;
};

type Given = {
  readonly roles: ReadonlySet<Role>;
  readonly WAKIL_HEALTH_HOST: string;
  readonly WAKIL_HEALTH_PORT?: number | undefined;
  readonly WAKIL_METRICS_TOKEN?: string | undefined;
  readonly WAKIL_METRICS_TENANTS: number;
  readonly WAKIL_STOP_DELAY_MS: number;
};

/** Whoever serves the API answers for its health there; others need a port for it, and take a free one if none is named. */
const healthPortOf = ({ roles, WAKIL_HEALTH_PORT }: Given): number | null =>
  WAKIL_HEALTH_PORT ?? (roles.has('api') ? null : 0);

/** @param tracesTo `OTEL_EXPORTER_OTLP_ENDPOINT`, or the one for traces only: the libraries read the rest of `OTEL_…` themselves. */
export const operationsOf = (given: Given, tracesTo: string | null): OperationsConfig => {
  const port = healthPortOf(given);
  return {
    roles: given.roles,
    health: port === null ? null : { host: given.WAKIL_HEALTH_HOST, port },
    metricsToken: given.WAKIL_METRICS_TOKEN ?? null,
    metricsTenants: given.WAKIL_METRICS_TENANTS,
    stopDelayMs: given.WAKIL_STOP_DELAY_MS,
    isTraced: tracesTo !== null,
  };
};
