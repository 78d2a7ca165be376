import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { newStoryId } from '../../shared/model/ids.ts'
import { sayGap } from './gap-log.ts'
import { day_ms, type GapStep } from './gap-step.ts'

/** What the log says of a step. */
function said(step: GapStep, age = 0) {
  const lines: { level: number; msg: string; missing?: unknown }[] = []
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) })
  sayGap(log, { story: newStoryId(), step, age })
  return lines
}

const asking = (lost = 0): GapStep => ({
  do: 'ask',
  gap: { since: 0, missing: [[7, 3]], lost, askedAt: 0 },
  lookAt: 1,
})

describe('what an operator reads of gaps', () => {
  it('[VPG3] is a warning at first, an error after a day or when rows have gone, and its end', () => {
    const { warn, error, info } = pino.levels.values as Record<string, number>
    expect(said(asking())).toMatchObject([{ level: warn, missing: [[7, 3]] }])
    expect(said(asking(), day_ms)).toMatchObject([
      { level: error, msg: expect.stringContaining('for a day') },
    ])
    expect(said(asking(2))).toMatchObject([{ level: error, rowsGone: 2 }])
    expect(said({ do: 'close' })).toMatchObject([{ level: info }])
    expect(said({ do: 'nothing' })).toEqual([])
  })
})
