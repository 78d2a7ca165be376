/** The short form of `npm run prove pictures`: the same desk, server and cuts, fewer and smaller. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aDesk } from '../../electron/engine/testing/a-desk.ts'
import { aServer } from '../../server/testing/a-server.ts'
import { aPictureLine, heldBy, sendPictures } from '../support/picture-run.ts'

vi.setConfig({ testTimeout: 120_000 })

const load = { count: 6, size: 2_000_000, cuts: 10, seed: 7 }

describe('pictures over a line that is cut', () => {
  it('[DMU1] [VUP1] [VUP2] arrive complete, each once, and little is sent twice', async () => {
    const server = await aServer()
    onTestFinished(() => server.stop())
    const line = await aPictureLine(server.url)
    onTestFinished(() => line.line.close())
    const desk = aDesk()
    await desk.signIn(line.line.url, 'photoEditor')

    const outcome = await sendPictures(
      {
        workOffline: (offline) => desk.offline(offline),
        ingest: (fileName, bytes) =>
          desk.window.call('asset:ingest', { fileName, bytes: new Uint8Array(bytes) }),
        state: () => desk.window.call('network:state', {}),
        wake: () => desk.engine.wake(),
      },
      line,
      load,
    )
    expect(outcome.cutsMade).toBe(load.cuts)
    expect(await heldBy(server.services.store, load, new Set())).toEqual({
      identical: load.count,
      missing: [],
      different: [],
      others: [],
    })
    // A cut costs at most the parts that were on their way.
    expect(outcome.sent / outcome.bytes).toBeLessThan(1.8)
    const { db } = server.services.database
    expect(await db.selectFrom('asset').select('id').execute()).toHaveLength(load.count)
    expect(await db.selectFrom('upload').select('asset').execute()).toEqual([])
  })
})
