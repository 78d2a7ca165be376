/** What the server's log says of gaps in stories: which story and which authors, never what it reads. */
import type { Logger } from 'pino'
import type { Noted } from './gap-rows.ts'
import { day_ms } from './gap-step.ts'

/** Says what an operator should know. */
export function sayGap(log: Logger, { story, step, age }: Noted): void {
  if (step.do === 'close') log.info({ story }, 'what a story’s log lacked is there')
  if (step.do !== 'ask') return
  const { missing, lost } = step.gap
  const hours = Math.round(age / 3_600_000)
  const found = { story, missing, rowsGone: lost, hours }
  if (lost > 0) log.error(found, 'rows of a story’s log have gone; the desks are asked for them')
  else if (age < day_ms)
    log.warn(found, 'a story’s log lacks updates; the desks are asked for them')
  else log.error(found, 'a story’s log lacks updates that no desk has sent for a day')
}
