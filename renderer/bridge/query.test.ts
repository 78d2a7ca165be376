import { describe, expect, it } from 'vitest'
import { EngineRestarted } from './engine-client.ts'
import { Query } from './query.ts'

/** A source whose answers are given by hand. */
function aSource() {
  const asked: { give(value: string): void; fail(): void }[] = []
  let again = () => {}
  const source = {
    ask: () =>
      new Promise<string>((resolve, reject) =>
        asked.push({ give: resolve, fail: () => reject(new EngineRestarted('test')) }),
      ),
    watch: (listener: () => void) => {
      again = listener
      return () => {
        again = () => {}
      }
    },
  }
  return { asked, source, changes: () => again() }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('query', () => {
  it('[RB4] answers a burst of events with one more request, whose answer is the last shown', async () => {
    const { asked, source, changes } = aSource()
    const query = new Query(source)
    query.subscribe(() => {})
    changes()
    changes()
    changes()
    expect(asked).toHaveLength(1)
    asked[0]!.give('old')
    await settled()
    expect(asked).toHaveLength(2)
    asked[1]!.give('new')
    await settled()
    expect(asked).toHaveLength(2)
    expect(query.snapshot().data).toBe('new')
  })

  it('[RB5] keeps the last good answer beside a failure', async () => {
    const { asked, source, changes } = aSource()
    const query = new Query(source)
    query.subscribe(() => {})
    asked[0]!.give('good')
    await settled()
    changes()
    asked[1]!.fail()
    await settled()
    expect(query.snapshot()).toMatchObject({ data: 'good', error: { code: 'engine-restarted' } })
  })

  it('[RB4] asks nothing while nobody looks', () => {
    const { asked, source, changes } = aSource()
    const query = new Query(source)
    query.subscribe(() => {})()
    changes()
    expect(asked).toHaveLength(1)
  })
})
