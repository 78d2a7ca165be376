import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterPicture, mayPass, mayTravel, saveData, sendNow } from './traffic.ts'

const demand = fc.record({
  online: fc.boolean(),
  textGoes: fc.boolean(),
  textBytes: fc.nat(10_000_000),
  stories: fc.nat(10_000),
  stoodBack: fc.nat(120_000),
})

describe('pictures and text on one line', () => {
  it('[DLN15] lets text go first, and pictures pass at last', () => {
    fc.assert(
      fc.property(demand, (wanted) => {
        expect(mayPass({ ...wanted, textGoes: false })).toBe(true)
        expect(mayPass({ ...wanted, stoodBack: 30_000 })).toBe(true)
        expect(mayPass({ ...wanted, online: true, textGoes: true, stoodBack: 100 })).toBe(false)
      }),
    )
  })

  it('[DLN15] waits longer for days of work than for a keystroke', () => {
    const typing = { online: true, textGoes: true, textBytes: 40, stories: 1, stoodBack: 3000 }
    expect(mayPass(typing)).toBe(true)
    expect(mayPass({ ...typing, textBytes: 2_000_000 })).toBe(false)
    expect(mayPass({ ...typing, stories: 300 })).toBe(false)
  })

  it('[DLN16] holds pictures where data is saved, until they are sent for once', () => {
    let saving = saveData(true)
    expect(mayTravel(saving)).toBe(false)
    saving = sendNow(saving)
    expect(mayTravel(saving)).toBe(true)
    saving = afterPicture(saving, 2)
    expect(mayTravel(saving)).toBe(true)
    saving = afterPicture(saving, 0)
    expect(mayTravel(saving)).toBe(false)
    expect(mayTravel(sendNow(saveData(false)))).toBe(true)
    expect(sendNow('no')).toBe('no')
  })
})
