/** Appends updates to a store and prints the number of those that are safe, until it is killed. */
import { writeSync } from 'node:fs'
import { newStoryId, newUserId } from '../../../shared/model/ids.ts'
import { openStore } from '../store/store.ts'

const [, , folder = ''] = process.argv
const store = openStore({ folder, me: newUserId(), device: null, onTrouble: () => {} })
const story = newStoryId()
const update = new Uint8Array(200)

for (let safe = 1; ; safe += 1) {
  await store.batch.add(story, () => store.log.append(story, update, safe))
  writeSync(1, `${safe}\n`)
}
