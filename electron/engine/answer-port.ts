/**
 * Answers one window: parses each request, calls its handler, sends the answer back.
 *
 * DIE1 Input that does not fit the contract is refused before any handler sees it, and the engine
 *       goes on.
 */
import { z } from 'zod'
import type { Handlers } from '../../shared/ipc/channel.ts'
import {
  type EngineCalls,
  engineCalls,
  type PortAnswer,
  portRequestSchema,
} from '../../shared/ipc/engine-contract.ts'
import { BadInput, toWireError } from '../../shared/model/errors.ts'
import type { Hub, WindowPort } from './hub.ts'

/** A window's end of the line, whatever carries it. */
export interface Transport {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}

export type EngineHandlers = Handlers<EngineCalls, WindowPort>

interface Line {
  readonly hub: Hub
  readonly handlers: EngineHandlers
  /** A window went away with these stories open. */
  readonly onGone: (window: WindowPort) => void
}

/** Connects a window until its port closes. */
export function answerPort(transport: Transport, { hub, handlers, onGone }: Line): void {
  const post = (message: unknown) => transport.post(message)
  const window: WindowPort = { post, open: new Set(), writes: new Set() }
  hub.add(window)
  transport.onMessage((message) => {
    void answerTo(message, handlers, window).then((answer) => {
      if (answer) transport.post(answer)
    })
  })
  transport.onClose(() => {
    hub.remove(window)
    onGone(window)
  })
}

async function answerTo(
  message: unknown,
  handlers: EngineHandlers,
  window: WindowPort,
): Promise<PortAnswer | null> {
  const request = portRequestSchema.safeParse(message)
  // Without a number there is nobody to answer.
  if (!request.success) return null
  const { id, call, input } = request.data
  try {
    return { id, ok: true, output: await dispatch(handlers, call, input, window) }
  } catch (error) {
    return { id, ok: false, error: toWireError(error) }
  }
}

const isCall = (name: string): name is keyof EngineCalls => Object.hasOwn(engineCalls, name)

function dispatch(
  handlers: EngineHandlers,
  name: string,
  input: unknown,
  window: WindowPort,
): unknown {
  if (!isCall(name)) throw new BadInput(`No such call: ${name.slice(0, 80)}`)
  const parsed = engineCalls[name].takes.safeParse(input)
  if (!parsed.success) throw new BadInput(`${name}: ${z.prettifyError(parsed.error)}`)
  const handler = handlers[name] as (input: unknown, window: WindowPort) => unknown
  return handler(parsed.data, window)
}
