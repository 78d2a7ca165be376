import { describe, expect, it } from 'vitest'
import { cpuOfKeys } from './key-cpu.ts'

const name = 'WidgetBaseInputHandler::OnHandleInputEvent'
const input = (event: string, ts: number, tdur: number) => ({
  name,
  ph: 'X',
  ts,
  tdur,
  args: { event },
})

describe('CPU of keys', () => {
  it('adds the parts of a press and leaves out the release', () => {
    const traceEvents = [
      input('KeyUp', 30, 900),
      input('RawKeyDown', 10, 500),
      input('Char', 20, 1500),
      { name: 'other', ph: 'X', ts: 25, tdur: 9999 },
      input('KeyDown', 40, 2500),
      input('KeyUp', 50, 100),
      { ph: 'M' },
    ]
    expect(cpuOfKeys({ traceEvents })).toEqual([2, 2.5])
  })

  it('is no number where Chromium books no thread time', () => {
    const { tdur: _, ...clockOnly } = input('KeyDown', 1, 0)
    expect(cpuOfKeys({ traceEvents: [clockOnly, input('KeyUp', 2, 1)] })).toEqual([Number.NaN])
  })
})
