import { describe, expect, it } from 'vitest'
import type { BreakingFact, BreakingStage } from '../../shared/model/facts.ts'
import { newBreakingId, newUserId } from '../../shared/model/ids.ts'
import { canRecall, inOrder, type QueueLine } from './queue.ts'

const by = newUserId()

const aLine = (stage: BreakingStage, text = 'x'): QueueLine => ({
  pending: false,
  fact: {
    type: 'breaking',
    id: newBreakingId(),
    revision: 1,
    lines: { en: { attribution: 'Agency', text } },
    story: null,
    life: 60_000,
    stage,
  } satisfies BreakingFact,
})

describe('queue of breaking lines', () => {
  it('shows live lines newest first, then the next to come, then what has ended', () => {
    const lines = [
      aLine({ at: 'expired', when: 50 }, 'expired'),
      aLine({ at: 'scheduled', by, when: 1, goLiveAt: 900 }, 'late'),
      aLine({ at: 'live', by, since: 10, until: 70 }, 'older'),
      aLine({ at: 'scheduled', by, when: 2, goLiveAt: 300 }, 'soon'),
      aLine({ at: 'recalled', by, when: 60, wasLive: true }, 'recalled'),
      aLine({ at: 'live', by, since: 20, until: 80 }, 'newer'),
    ]
    expect(inOrder(lines).map(({ fact }) => fact.lines.en?.text)).toEqual([
      'newer',
      'older',
      'soon',
      'late',
      'recalled',
      'expired',
    ])
  })

  it('offers recall for what can still reach or reaches readers', () => {
    expect(canRecall(aLine({ at: 'live', by, since: 1, until: 2 }))).toBe(true)
    expect(canRecall(aLine({ at: 'scheduled', by, when: 1, goLiveAt: 2 }))).toBe(true)
    expect(canRecall(aLine({ at: 'expired', when: 1 }))).toBe(false)
    expect(canRecall(aLine({ at: 'recalled', by, when: 1, wasLive: false }))).toBe(false)
  })
})
