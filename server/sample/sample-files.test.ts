import { describe, expect, it } from 'vitest'
import { readSampleFiles } from './sample-files.ts'

describe('x', () => {
  it('reads', async () => {
    const f = await readSampleFiles()
    expect(f.stories.length).toBe(62)
    console.log(f.stories[0])
  })
})
