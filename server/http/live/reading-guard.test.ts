import { expect, it, vi } from 'vitest'
import { newDeviceId, newNewsroomId, newStoryId, newUserId } from '../../../shared/model/ids.ts'
import type { NewsroomChange } from '../../changes/feed-watcher.ts'
import { DatabaseUnavailable } from '../../db/open-database.ts'
import type { LiveMember } from './live-socket.ts'
import { tryAgainLater } from './live-socket.ts'
import { readingGuard } from './reading-guard.ts'

const newsroom = newNewsroomId()

function aMember() {
  const close = vi.fn<LiveMember['close']>()
  const member: LiveMember = {
    actor: {
      newsroom,
      person: newUserId(),
      device: newDeviceId(),
      session: Buffer.alloc(32),
      expiresAt: 1,
    },
    name: 'Salma',
    stories: new Set([newStoryId()]),
    send: () => {},
    close,
    isOpen: () => true,
  }
  return { member, close }
}

const changed = ({ actor }: LiveMember): NewsroomChange => {
  const person = { id: actor.person, name: 'Salma', email: '', language: 'en', memberships: [] }
  return { newsroom, position: 1, at: 0, fact: { type: 'person', person } as never }
}

it('[VRG2] lets nobody follow on whose roles changed while the database could not be asked', async () => {
  const { member, close } = aMember()
  const other = aMember()
  const gone = {
    getExecutor() {
      throw new DatabaseUnavailable(null)
    },
  }
  const failures: unknown[] = []
  const guard = readingGuard(
    gone as never,
    new Set([member, other.member]),
    () => {},
    (error) => failures.push(error),
  )
  guard.heard([changed(member)])
  await vi.waitFor(() => expect(close).toHaveBeenCalledWith(tryAgainLater, expect.any(String)))
  expect(failures).toHaveLength(1)
  expect(other.close).not.toHaveBeenCalled()
})
