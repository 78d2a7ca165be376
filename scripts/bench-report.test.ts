import { describe, expect, it } from 'vitest'
import { benchReport, benchTable } from './bench-report.ts'

const row = {
  what: 'a keystroke',
  unit: 'ms',
  ours: 4.25,
  beside: 2,
  besideName: 'bare contenteditable',
  ratio: 2.125,
  goal: 'at most 3 ms above',
  ok: true,
}

describe('a benchmark report', () => {
  it('prints ours beside the peer', () => {
    const table = benchTable({
      name: 'keystroke',
      machine: 'here',
      rows: [row, { ...row, ok: false }],
    })
    expect(table.split('\n')).toEqual([
      'keystroke (here)',
      '   what         unit  ours  beside  beside what           ratio  goal',
      '✓  a keystroke  ms    4.25  2.00    bare contenteditable  2.13   at most 3 ms above',
      '✗  a keystroke  ms    4.25  2.00    bare contenteditable  2.13   at most 3 ms above',
    ])
  })

  it('refuses a benchmark that measured nothing, or no number', () => {
    expect(() => benchReport('empty', [])).toThrow()
    expect(() => benchReport('odd', [{ ...row, ours: Number.NaN }])).toThrow()
    expect(benchReport('fine', [row]).rows).toEqual([row])
  })
})
