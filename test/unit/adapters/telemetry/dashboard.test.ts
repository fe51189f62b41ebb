import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PrometheusMetrics } from '#adapters/telemetry/metrics/prometheus-metrics';

type Panel = { readonly title: string; readonly targets: readonly { readonly expr: string }[] };
const { panels } = JSON.parse(
  readFileSync(new URL('../../../../deploy/grafana/wakil.json', import.meta.url), 'utf8'),
) as { panels: readonly Panel[] };

/** As Prometheus knows them: a histogram is three. */
const metricsThatExist = async (): Promise<ReadonlySet<string>> => {
  const text = await new PrometheusMetrics({ tenants: 1 }).text();
  const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [String(name)],
  );
  return new Set(names);
};

const namesIn = (expression: string): string[] =>
  [...expression.matchAll(/\b(?:wakil|process|nodejs)_[a-z0-9_]+\b/g)].map(([name]) => name);

describe('the dashboard', () => {
  it('asks for figures that exist, by the names they have', async () => {
    const existing = await metricsThatExist();
    const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)));
    expect(new Set(asked).size).toBeGreaterThan(20);
    expect(asked.filter((name) => !existing.has(name))).toEqual([]);
  });

  it('shows every figure of ours somewhere', async () => {
    const asked = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr))));
    const ours = [...(await metricsThatExist())].filter(
      (name) => /^wakil_/.test(name) && !/_(?:sum|count)$/.test(name),
    );
    expect(ours.filter((name) => !asked.has(name))).toEqual([]);
  });
});
