import { describe, expect, it } from 'vitest'
import { uploadPart } from '../../../../shared/protocol/uploads.ts'
import { PartPace } from './part-pace.ts'

describe('the size of parts', () => {
  it('[DMU5] grows on a good line up to what the server takes', () => {
    const pace = new PartPace()
    for (let i = 0; i < 10; i += 1) pace.arrived(pace.bytes, 100)
    expect(pace.bytes).toBe(uploadPart)
  })

  it('[DMU5] shrinks with every cut and on a slow line, but never to nothing', () => {
    const pace = new PartPace()
    for (let i = 0; i < 3; i += 1) pace.cut(1024 * 1024)
    expect(pace.bytes).toBe(512 * 1024)
    pace.arrived(pace.bytes, 20_000)
    expect(pace.bytes).toBe(256 * 1024)
    for (let i = 0; i < 20; i += 1) pace.cut(pace.bytes)
    expect(pace.bytes).toBe(64 * 1024)
  })

  it('does not judge the line by the short end of a picture', () => {
    const pace = new PartPace()
    pace.arrived(1000, 5)
    expect(pace.bytes).toBe(1024 * 1024)
  })
})
