import { describe, expect, it } from 'vitest'
import { promiseProblems } from './check-promises.ts'

const list = '# Promises\n\n- **ZZ1** An update is on disk first. (`electron/log.ts`)\n'
const source = (header: string) => ({ path: 'electron/log.ts', text: `/**\n * ${header}\n */\n` })
// Put together here, so that this file itself cites nothing.
const test = (id: string) => ({
  path: 'electron/log.test.ts',
  text: `it(\n  '[${id}] keeps it',\n  () => {})`,
})

describe('the promises check', () => {
  it('is content when list, header and test agree', () => {
    expect(
      promiseProblems(list, [source('ZZ1  An update is on disk first.'), test('ZZ1')]),
    ).toEqual([])
  })

  it('names a promise that no test proves', () => {
    expect(promiseProblems(list, [source('ZZ1  An update is on disk first.')])).toEqual([
      'ZZ1 has no test with [ZZ1] in its name',
    ])
  })

  it('names an id, in a header or in a test, that is not listed', () => {
    const files = [source('ZZ9  Nothing is lost.'), test('ZZ1'), test('ZZ8')]
    expect(promiseProblems(list, files)).toEqual([
      'electron/log.ts cites ZZ9, which docs/promises.md does not list',
      'electron/log.test.ts cites ZZ8, which docs/promises.md does not list',
    ])
  })

  it('names a promise whose words, or whose file, are other ones than listed', () => {
    const long = 'ZZ1  An update is\n *      on disk'
    expect(promiseProblems(list, [source(`${long} first.`), test('ZZ1')])).toEqual([])
    expect(promiseProblems(list, [source(`${long} soon.`), test('ZZ1')])).toEqual([
      'ZZ1 reads otherwise in electron/log.ts',
    ])
    expect(promiseProblems(list, [test('ZZ1')])).toEqual([
      'ZZ1 is kept in electron/log.ts, which is not there',
    ])
    expect(promiseProblems('- **ZZ1** Somewhere.\n', [test('ZZ1')])).toEqual([
      'docs/promises.md does not say which file keeps ZZ1',
    ])
  })

  it('names an id that is listed twice', () => {
    const kept = source('ZZ1  An update is on disk first.')
    expect(promiseProblems(list + list, [kept, test('ZZ1')])).toEqual([
      'docs/promises.md lists ZZ1 twice',
    ])
  })
})
