import { useMemo } from 'react'
import type { BreakingCommand } from '../../shared/model/commands.ts'
import { refusalText } from '../../shared/model/refusals.ts'
import { engine } from '../bridge/engine.ts'
import { useNetwork } from '../bridge/network.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { toast, toastAlarm, toastFailure } from '../ui/toasts.ts'
import { breakingWords } from '../words/breaking.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { inOrder, type QueueLine, waitingSince } from './queue.ts'

const none: readonly QueueLine[] = []

/** The queue in its order, with the age of what waits for the server. */
export function useBreakingQueue() {
  const list = useEngineQuery('breaking:list', {}, ['breaking:changed'])
  const outbox = useEngineQuery('outbox:list', {}, ['outbox:changed'])
  const lines = list.data?.lines ?? none
  const rows = outbox.data?.rows
  return useMemo(
    () => ({ lines: inOrder(lines), waiting: waitingSince(rows ?? []), known: Boolean(list.data) }),
    [lines, rows, list.data],
  )
}

/** Whether what is sent now leaves this device now. */
export const useIsOffline = (): boolean => {
  const state = useNetwork()?.state
  return state !== undefined && state !== 'online' && state !== 'connecting'
}

/** Sends a command about breaking lines; says what came of it; answers whether it was taken. */
export function useBreakingCommand() {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const offline = useIsOffline()
  return async (command: BreakingCommand, done: string, failed: string): Promise<boolean> => {
    try {
      const answer = await engine.call('command:send', { command })
      if (answer.kind === 'queued') toast(offline ? words.waits : done)
      else toastAlarm(`${failed}: ${refusalText[answer.because][language]}`)
      return answer.kind === 'queued'
    } catch (error) {
      toastFailure(error, failed)
      return false
    }
  }
}
