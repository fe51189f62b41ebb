import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { PrometheusMetrics } from '#adapters/telemetry/metrics/prometheus-metrics';
import { PinoTelemetry } from '#adapters/telemetry/pino-telemetry';

const watched = ({ tenants = 0 } = {}) => {
  const metrics = new PrometheusMetrics({ tenants });
  return { metrics, telemetry: new PinoTelemetry(pino({ level: 'silent' }), { watcher: metrics }) };
};

describe('figures from what is told', () => {
  it('count requests by the pattern of their route, never by their address', async () => {
    const { metrics, telemetry } = watched();
    const facts = { method: 'get', route: '/api/v1/orders/:orderId', correlationId: 'c-1' };
    await telemetry.span('http', facts, async (note) => note({ status: 200 }));
    telemetry.info('http.refused', { code: 'route.not_found', status: 404, method: 'GET' });
    const text = await metrics.text();
    expect(text).toContain('wakil_http_requests_total{method="get",route="/api/v1/orders/:orderId",status="200"} 1');
    expect(text).toContain('wakil_http_requests_total{method="any",route="none",status="404"} 1');
    expect(text).not.toContain('c-1');
  });

  it('count a turn that throws as failed, and let what was thrown through', async () => {
    const { metrics, telemetry } = watched();
    const boom = new Error('boom');
    const turn = telemetry.span('turn', { tenantId: 'ten_1', conversationId: 'cnv_1' }, () => Promise.reject(boom));
    await expect(turn).rejects.toBe(boom);
    const text = await metrics.text();
    expect(text).toContain('wakil_turns_total{outcome="failed"} 1');
    expect(text).not.toMatch(/ten_1|cnv_1/);
  });

  it('count what is in doubt after a send, what only the sweeper knew of, and what the log warns of', async () => {
    const { metrics, telemetry } = watched();
    telemetry.step('message.settled', { messageId: 'msg_1', status: 'unknown' });
    telemetry.step('message.settled', { messageId: 'msg_2', status: 'sent' });
    telemetry.step('sweep.rescued', { deliver: 3 });
    telemetry.error('sweep.failed', new Error('no disk'), {});
    const text = await metrics.text();
    expect(text).toContain('wakil_deliveries_total{status="unknown"} 1');
    expect(text).toContain('wakil_send_ambiguous_total 1');
    expect(text).toContain('wakil_sweeper_rescues_total{kind="deliver"} 3');
    expect(text).toContain('wakil_log_events_total{level="error",event="sweep.failed"} 1');
  });

  it('say what a model cost, and forget which model when there are too many', async () => {
    const { metrics, telemetry } = watched();
    for (let n = 0; n < 60; n += 1)
      await telemetry.span('model', { tenantId: 't', connection: 'house', model: `m-${n}` }, async (note) =>
        note({ outcome: 'answered', inputTokens: 10, outputTokens: 2, costMicros: 7 }),
      );
    const text = await metrics.text();
    expect(text).toContain('wakil_model_cost_micros_total{connection="house",model="m-0"} 7');
    expect(text).toContain('wakil_model_tokens_total{connection="house",model="m-0",direction="in"} 10');
    expect(text).toContain('wakil_model_cost_micros_total{connection="other",model="other"} 70');
  });

  it('name tenants only where that is configured, and only so many', async () => {
    const { metrics, telemetry } = watched({ tenants: 2 });
    for (const tenantId of ['ten_a', 'ten_b', 'ten_c', 'ten_d', 'ten_a'])
      await telemetry.span('turn', { tenantId, conversationId: 'c' }, async () => undefined);
    const text = await metrics.text();
    expect(text).toContain('wakil_tenant_turns_total{tenant="ten_a"} 2');
    expect(text).toContain('wakil_tenant_turns_total{tenant="other"} 2');
    expect(text).not.toMatch(/ten_[cd]/);
  });

  it('look at the process when they are asked for', async () => {
    const { metrics } = watched();
    let sessions = new Map([['open', 2]]);
    metrics.look({
      isReady: () => true,
      lanes: () => [{ kind: 'take_turn', waiting: 3, running: 1, oldestMs: 2_500 }],
      sessions: () => sessions,
      killSwitches: () => ({ platform: true, tenants: 4 }),
      circuits: () => [{ connection: 'house', model: 'm', isOpen: true }],
    });
    const text = await metrics.text();
    for (const line of [
      'wakil_ready 1',
      'wakil_queue_waiting{kind="take_turn"} 3',
      'wakil_queue_oldest_seconds{kind="take_turn"} 2.5',
      'wakil_whatsapp_sessions{status="open"} 2',
      'wakil_kill_switches{scope="platform"} 1',
      'wakil_kill_switches{scope="tenant"} 4',
      'wakil_model_circuit_open{connection="house",model="m"} 1',
    ])
      expect(text).toContain(line);
    sessions = new Map([['reconnecting', 2]]);
    expect(await metrics.text()).not.toContain('wakil_whatsapp_sessions{status="open"}');
  });
});
