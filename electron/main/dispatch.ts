/**
 * What main answers: parses what a window sends, calls the handler, wraps what comes back.
 *
 * DIPC2 Input that does not fit the contract is refused before any handler sees it.
 */
import { z } from 'zod'
import type { Handlers } from '../../shared/ipc/channel.ts'
import { type MainCalls, mainCalls } from '../../shared/ipc/main-contract.ts'
import { BadInput, toWireError, type WireError } from '../../shared/model/errors.ts'

export type MainAnswer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: WireError }

/** Answers one call; never throws. */
export async function answerCall<Caller>(
  handlers: Handlers<MainCalls, Caller>,
  name: unknown,
  input: unknown,
  caller: Caller,
): Promise<MainAnswer> {
  try {
    return { ok: true, output: await dispatch(handlers, name, input, caller) }
  } catch (error) {
    return { ok: false, error: toWireError(error) }
  }
}

const isCall = (name: unknown): name is keyof MainCalls =>
  typeof name === 'string' && Object.hasOwn(mainCalls, name)

function dispatch<Caller>(
  handlers: Handlers<MainCalls, Caller>,
  name: unknown,
  input: unknown,
  caller: Caller,
): unknown {
  if (!isCall(name)) throw new BadInput('No such call')
  const parsed = mainCalls[name].takes.safeParse(input)
  if (!parsed.success) throw new BadInput(`${name}: ${z.prettifyError(parsed.error)}`)
  const handler = handlers[name] as (input: unknown, caller: Caller) => unknown
  return handler(parsed.data, caller)
}
