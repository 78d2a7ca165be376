import { expect, it } from 'vitest'
import { nothingLeft } from '../../shared/ipc/rows.ts'
import { deskSafety } from './desk-safety.ts'

it('says for the whole desk what each of its stories says', () => {
  const level = {
    state: 'online',
    waitingUpdates: 0,
    waitingCommands: 0,
    waitingPictures: 0,
    oldest: null,
    left: nothingLeft,
  } as const
  const behind = { ...level, waitingUpdates: 3, oldest: 7 }
  expect(deskSafety(level)).toEqual({ word: 'on-server' })
  expect(deskSafety(behind)).toEqual({ word: 'on-device' })
  for (const state of ['offline', 'offline-by-choice', 'signed-out', 'connecting'] as const) {
    expect(deskSafety({ ...behind, state })).toEqual({ word: 'waiting', updates: 3, since: 7 })
  }
  const first = { ...nothingLeft, down: { stories: 0, told: false } }
  expect(deskSafety({ ...level, left: first })).toBeNull()
})
