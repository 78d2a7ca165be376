import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aStore } from '../testing/a-store.ts'

it.each(['', '{"epoch":', '{"after":"soon"}', 'null'])(
  '[DFR1] a place in the feed that reads %j is none: the feed is read from its beginning',
  (text) => {
    const { marks, db } = aStore()
    marks.moveCursor({ epoch: randomUUID(), after: 7 })
    expect(marks.cursor()).toMatchObject({ after: 7 })
    db.run("update mark set value = ? where key = 'cursor'", text)
    expect(marks.cursor()).toBeNull()
  },
)
