/**
 * The disk stops taking anything while the store is open, under a whole engine in a process of its
 * own and without anybody's special rights: real writes, refused by the kernel.
 */
import { describe, expect, it, vi } from 'vitest'
import { until } from './testing/a-desk.ts'
import { EngineProcess } from './testing/engine-process.ts'
import { aServer } from './testing/newsroom-http.ts'
import { canRefuse, makeReadOnly, refuseWrites } from './testing/refusing-disk.ts'
import { lastSafety, toldNotSaved } from './testing/told-not-saved.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

// Where the system has no `prlimit` these are skipped; `store-faults.test.ts` has another road.
const faults = [
  ['is full', refuseWrites, /full/, /Free some space/],
  ['has become read-only', makeReadOnly, /cannot be written/, /permission/],
] as const

describe('an open store whose disk', () => {
  it.skipIf(!canRefuse).each(faults)(
    '[DDB2] [DWB2] %s is said with what helps, and what was typed meanwhile is written after it',
    async (_fault, refuse, why, remedy) => {
      const server = await aServer()
      server.newsroom.person('salma', 'reporter')
      const desk = new EngineProcess({ ordinaryUser: true })
      await desk.signIn(server.url, 'salma')
      const story = await desk.window.create()
      await desk.window.type(story, 'Before. ')
      await desk.window.call('network:work-offline', { offline: true })

      const heal = refuse(desk)
      let saved = false
      const typing = Promise.all(
        ['Meanwhile', ' in', ' memory.'].map((words) => desk.window.type(story, words)),
      ).then(() => {
        saved = true
      })
      await toldNotSaved(desk.window, story, why, remedy)
      expect(saved).toBe(false)

      heal()
      await typing
      const isWaiting = () => JSON.stringify(lastSafety(desk.window))?.includes('waiting')
      await until(isWaiting, 'the word after it')
      await desk.close()
      const { folder } = desk
      const again = new EngineProcess({ folder, secret: desk.secret, ordinaryUser: true })
      await again.window.open(story)
      expect(again.window.headline(story)).toBe('Before. Meanwhile in memory.')
      await again.window.call('network:work-offline', { offline: false })
      await until(() => server.newsroom.headline(story) === 'Before. Meanwhile in memory.', 'it')
    },
  )
})
