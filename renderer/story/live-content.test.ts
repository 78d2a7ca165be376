import { describe, expect, it } from 'vitest'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { aDocument, aStory, paragraph } from '../editor/testing/a-body.ts'
import { HandTimers } from '../editor/testing/a-session.ts'
import { followContent } from './live-content.ts'

describe('live content', () => {
  it('[LV1] is renewed once for many keys, a moment later, and not after it stopped', async () => {
    const doc = aDocument(aStory([paragraph('a', 'Fares rise on Monday.')]))
    const timers = new HandTimers()
    const content = followContent(doc, timers)
    let renewed = 0
    content.subscribe(() => renewed++)
    const stop = content.start()
    expect(content.get().words).toBe(4)
    for (const letter of 'Now: ') headlineOf(doc).insert(0, letter)
    expect(renewed).toBe(0)
    await timers.pass(250)
    expect(renewed).toBe(1)
    expect(content.get().content.headline).toBe(' :woNFerry fares to rise')
    stop()
    headlineOf(doc).insert(0, 'x')
    await timers.pass(1000)
    expect(renewed).toBe(1)
    expect(content.refresh().content.headline).toMatch(/^x/)
  })
})
