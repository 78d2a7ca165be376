import { describe, expect, it } from 'vitest'
import type { Handlers } from '../../shared/ipc/channel.ts'
import { type MainCalls, settingsSchema } from '../../shared/ipc/main-contract.ts'
import { answerCall } from './dispatch.ts'

const defaults = settingsSchema.parse({})

function handlers(seen: unknown[]): Handlers<MainCalls, string> {
  return {
    'settings:get': () => defaults,
    'settings:set': ({ change }) => {
      seen.push(change)
      return { ...defaults, ...change } as typeof defaults
    },
    'app:info': () => {
      throw new Error('out of order')
    },
    'app:open-in-browser': () => ({}),
    'window:new': () => ({}),
  }
}

describe('answers of main', () => {
  it('[DIPC2] refuses unknown calls and input that does not fit, before any handler', async () => {
    const seen: unknown[] = []
    const bad = [
      ['no-such-call', {}],
      ['toString', {}],
      [42, {}],
      ['settings:set', { change: { theme: 'purple' } }],
      ['settings:set', 'everything'],
      ['settings:set', { change: { listWidth: 1e9 } }],
    ]
    for (const [name, input] of bad) {
      expect(await answerCall(handlers(seen), name, input, 'window')).toMatchObject({
        ok: false,
        error: { code: 'bad-input', retry: 'never' },
      })
    }
    expect(seen).toEqual([])
  })

  it('hands only what was named to the handler, so that the other settings stay', async () => {
    const seen: unknown[] = []
    const answer = await answerCall(
      handlers(seen),
      'settings:set',
      { change: { theme: 'dark' } },
      'window',
    )
    expect(answer).toMatchObject({ ok: true, output: { theme: 'dark' } })
    expect(seen).toEqual([{ theme: 'dark' }])
  })

  it('wraps what a handler throws, without its stack', async () => {
    const answer = await answerCall(handlers([]), 'app:info', {}, 'window')
    expect(answer).toEqual({
      ok: false,
      error: { code: 'internal', message: 'out of order', retry: 'never' },
    })
  })
})
