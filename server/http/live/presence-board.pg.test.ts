import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDeviceId, newStoryId, newUserId } from '../../../shared/model/ids.ts'
import { aServer, type TestServer } from '../../testing/a-server.ts'
import { until } from '../../testing/until.ts'
import { type OpenStory, presenceBoard, presenceLife_ms } from './presence-board.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

describe('the presence board', () => {
  it('[VPR1] forgets who has not been heard of for half a minute', async () => {
    const at: OpenStory = { newsroom: server.newsroom.id, story: newStoryId() }
    let clock = 1_000_000
    const changed: OpenStory[] = []
    const board = presenceBoard(server.services.database.db, {
      isOpen: (_newsroom, story) => story === at.story,
      onChange: (where) => changed.push(where),
      onError: (error) => {
        throw error
      },
      now: () => clock,
    })
    const someone = {
      user: newUserId(),
      device: newDeviceId(),
      name: 'N',
      anchor: null,
      focus: null,
    }
    board.set(at, someone)
    expect(board.of(at)).toEqual([someone])
    clock += presenceLife_ms - 1
    board.set(at, someone)
    clock += presenceLife_ms
    expect(board.of(at)).toEqual([someone])

    clock += 1
    await until('the silent one to be gone', () => board.of(at).length === 0)
    expect(changed).toHaveLength(2)
    await board.close()
  })
})
