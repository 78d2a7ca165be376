import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RemoteError } from '../../../../shared/model/errors.ts'
import { type AssetId, parseAssetId } from '../../../../shared/model/ids.ts'
import type { PictureSize } from '../../parent-contract.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { aStore } from '../../testing/a-store.ts'
import { city, world } from '../../testing/a-story.ts'
import { ServerUnreachable } from '../line/server-api.ts'
import { PicturesAhead } from './pictures-ahead.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const assetOf = (name: string): AssetId =>
  parseAssetId(createHash('sha256').update(name).digest('hex'))

function aNewsroomOf(leads: readonly { name: string; desk: string; onServer?: boolean }[]) {
  const store = aStore()
  for (const [i, { name, desk, onServer = true }] of leads.entries()) {
    const asset = assetOf(name)
    store.db.run(
      `insert into story (id, work, publication, writer, desk, lead_asset, edited_at)
       values (?, 'draft', 'unpublished', 'salma', ?, ?, ?)`,
      `story-${i}`,
      desk,
      asset,
      1000 - i,
    )
    if (onServer) {
      store.db.run("insert into fact (key, type, body) values (?, 'asset', '{}')", `asset:${asset}`)
    }
  }
  const fetched: string[] = []
  const state = { quiet: true, fails: false, missing: '' }
  const ahead = new PicturesAhead({
    store,
    desks: () => [city],
    isQuiet: () => state.quiet,
    fetch: async (asset: AssetId, size: PictureSize) => {
      if (state.fails) throw new ServerUnreachable('no line')
      if (asset === assetOf(state.missing)) {
        throw new RemoteError({ code: 'not-found', message: 'Lost', retry: 'never' })
      }
      const file = shelfFile(store.shelf, asset, size)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, '')
      fetched.push(`${leads.find(({ name }) => assetOf(name) === asset)?.name} ${size}`)
    },
    lookForLost: async () => {},
  })
  return { ahead, fetched, state, store }
}

const own = ['ship', 'quay', 'crane'].map((name) => ({ name, desk: city as string }))
const later = () => vi.advanceTimersByTimeAsync(300_000)

describe('pictures ahead', () => {
  it('[DPA1] come small first, newest first, for own desks, once', async () => {
    const { ahead, fetched } = aNewsroomOf([
      ...own,
      { name: 'elsewhere', desk: world },
      { name: 'on its way', desk: city, onServer: false },
    ])
    ahead.poke()
    await later()
    const all = ['ship thumb', 'quay thumb', 'crane thumb', 'ship medium', 'quay medium']
    expect(fetched).toEqual([...all, 'crane medium'])
    ahead.poke()
    await later()
    expect(fetched).toHaveLength(6)
    await ahead.close()
  })

  it('end no engine over a disk that cannot be read, and come when it can', async () => {
    const { ahead, fetched, store } = aNewsroomOf(own)
    const reading = vi.spyOn(store.assets, 'leadsOf').mockImplementation(() => {
      throw new StoreFailure('disk-failing', null)
    })
    ahead.poke()
    await later()
    expect(fetched).toEqual([])
    reading.mockRestore()
    await later()
    expect(fetched).toHaveLength(6)
    await ahead.close()
  })

  it('[DPA3] are not held up by one that the server does not have', async () => {
    const { ahead, fetched, state } = aNewsroomOf(own)
    state.missing = 'ship'
    ahead.poke()
    await later()
    const all = ['quay thumb', 'crane thumb', 'quay medium', 'crane medium']
    expect(fetched).toEqual(all)
    state.missing = ''
    await later()
    expect(fetched).toHaveLength(6)
    await ahead.close()
  })

  it('[DPA2] wait while the line is wanted, and after a failure, and come later', async () => {
    const { ahead, fetched, state } = aNewsroomOf(own)
    state.quiet = false
    ahead.poke()
    await later()
    expect(fetched).toEqual([])
    state.quiet = true
    state.fails = true
    await later()
    expect(fetched).toEqual([])
    state.fails = false
    await later()
    expect(fetched).toHaveLength(6)
    await ahead.close()
  })
})
