import { describe, expect, it } from 'vitest'
import { nothingLeft } from '../../shared/ipc/rows.ts'
import { EngineClient, type PortLike } from './engine-client.ts'

/** Both ends of a port; the engine's end answers when told to. */
function aPort() {
  const sent: { id: number; call: string; input: unknown }[] = []
  const listeners = {
    message: [] as ((event: { data: unknown }) => void)[],
    close: [] as (() => void)[],
  }
  const port: PortLike = {
    postMessage: (message) => void sent.push(message as (typeof sent)[number]),
    addEventListener: (type: 'message' | 'close', listener: never) =>
      void (listeners[type] as unknown[]).push(listener),
    start: () => {},
    close: () => {},
  }
  const hears = (data: unknown) => {
    for (const listener of listeners.message) listener({ data })
  }
  const dies = () => {
    for (const listener of listeners.close) listener()
  }
  return { port, sent, hears, dies }
}

const offline = {
  state: 'offline',
  waitingUpdates: 2,
  waitingCommands: 0,
  waitingPictures: 0,
  oldest: 5,
  clockOffset: 0,
  portal: false,
  left: nothingLeft,
  saving: 'no',
  setAside: 0,
  problem: null,
}

describe('engine client', () => {
  it('[RB1] keeps calls made before the first port and sends them in order', async () => {
    const client = new EngineClient({ check: true })
    const answer = client.call('network:state', {})
    const { port, sent, hears } = aPort()
    client.connect(port)
    expect(sent.map((frame) => frame.call)).toEqual(['network:state'])
    hears({ id: sent[0]!.id, ok: true, output: offline })
    expect((await answer).waitingUpdates).toBe(2)
  })

  it('[RB1] fails calls of a dead engine as retryable and tells of its successor', async () => {
    const client = new EngineClient({ check: true })
    const first = aPort()
    client.connect(first.port)
    let restarts = 0
    client.onRestart(() => restarts++)
    const lost = client.call('network:state', {})
    first.dies()
    await expect(lost).rejects.toMatchObject({ code: 'engine-restarted', retry: 'later' })
    const waiting = client.call('network:state', {})
    const second = aPort()
    client.connect(second.port)
    expect(restarts).toBe(1)
    second.hears({ id: second.sent[0]!.id, ok: true, output: offline })
    expect((await waiting).state).toBe('offline')
  })

  it('[RB1] fails calls on a port that is replaced while it still seems alive', async () => {
    const client = new EngineClient({ check: true })
    client.connect(aPort().port)
    const lost = client.call('outbox:list', {})
    client.connect(aPort().port)
    await expect(lost).rejects.toMatchObject({ retry: 'later' })
  })

  it('[RB2] rebuilds a failure with its code, retry and remedy', async () => {
    const client = new EngineClient({ check: true })
    const { port, sent, hears } = aPort()
    client.connect(port)
    const call = client.call('outbox:list', {})
    const error = {
      code: 'disk-full',
      message: 'No room',
      retry: 'later',
      remedy: 'Free some space',
    }
    hears({ id: sent[0]!.id, ok: false, error })
    await expect(call).rejects.toMatchObject(error)
  })

  it('[RB3] refuses an answer and an event that break the contract', async () => {
    const client = new EngineClient({ check: true })
    const { port, sent, hears } = aPort()
    client.connect(port)
    const call = client.call('network:state', {})
    hears({ id: sent[0]!.id, ok: true, output: { ...offline, state: 'maybe' } })
    await expect(call).rejects.toMatchObject({ code: 'bad-input' })
    let heard = 0
    client.on('network:changed', () => heard++)
    expect(() => hears({ event: 'network:changed', payload: {} })).toThrow()
    expect(heard).toBe(0)
    hears({ event: 'network:changed', payload: offline })
    expect(heard).toBe(1)
  })
})
