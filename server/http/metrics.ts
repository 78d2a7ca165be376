/** Counters for operators, in Prometheus' words. No names, no text. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>
  readonly batchSeconds: Histogram
  readonly updatesLogged: Counter
  readonly liveSockets: Gauge
  readonly socketsTooSlow: Counter
  readonly firedLate: Histogram
  readonly textGaps: Gauge<'age'>
  readonly backgroundFailures: Counter<'task'>
}

/** A registry of its own for each server in the process. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'copydesk_request_seconds',
      help: 'HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'copydesk_log_batch_seconds',
      help: 'Time to commit one batch of story updates',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1, 5],
      registers,
    }),
    updatesLogged: new Counter({
      name: 'copydesk_updates_logged_total',
      help: 'Story updates logged by this process',
      registers,
    }),
    liveSockets: new Gauge({
      name: 'copydesk_live_sockets',
      help: 'Desks connected to this process',
      registers,
    }),
    socketsTooSlow: new Counter({
      name: 'copydesk_live_sockets_too_slow_total',
      help: 'Desks disconnected because they read too slowly',
      registers,
    }),
    firedLate: new Histogram({
      name: 'copydesk_scheduler_late_seconds',
      help: 'How late scheduled moments took effect',
      buckets: [0.005, 0.01, 0.05, 0.2, 1, 5, 60],
      registers,
    }),
    textGaps: new Gauge({
      name: 'copydesk_text_gaps',
      help: 'Stories whose log lacks an update that others wait for: all of them, and those that no desk has filled for a day',
      labelNames: ['age'],
      registers,
    }),
    backgroundFailures: new Counter({
      name: 'copydesk_background_failures_total',
      help: 'Failures of work that no request waits for',
      labelNames: ['task'],
      registers,
    }),
  }
}
