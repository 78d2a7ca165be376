import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configFrom } from '../server-config.ts'
import { startServer } from '../start-server.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

const metricsOf = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/metrics`, { headers })

describe('metrics', () => {
  it('[VOP3] are for programs on this machine, not for what a proxy passes on', async () => {
    const answer = await metricsOf(server.url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('copydesk_updates_logged_total')
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const refused = await metricsOf(server.url, { [header]: '203.0.113.7' })
      expect(refused.status).toBe(403)
      expect(await refused.json()).toMatchObject({ code: 'not-allowed' })
    }
  })

  it('[VOP3] are for whoever shows the token, when there is one', async () => {
    const token = 'a-token-of-twenty-signs'
    const config = configFrom({
      DATABASE_URL: server.database.url,
      PORT: '0',
      COPYDESK_METRICS_TOKEN: token,
    })
    const guarded = await startServer(config, pino({ level: 'silent' }))
    try {
      expect((await metricsOf(guarded.url)).status).toBe(403)
      expect((await metricsOf(guarded.url, { authorization: 'Bearer other' })).status).toBe(403)
      const shown = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' }
      expect((await metricsOf(guarded.url, shown)).status).toBe(200)
    } finally {
      await guarded.stop()
    }
    expect(() => configFrom({ COPYDESK_METRICS_TOKEN: 'short' })).toThrow(/COPYDESK_METRICS_TOKEN/)
  })
})
