/**
 * Opens a store on a disk that is read-only, and again when it can be written, and says what it was
 * told. Run by `on-a-small-disk.sh`, in a mount namespace of its own.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { newStoryId, newUserId } from '../../../shared/model/ids.ts'
import { openStore } from '../store/store.ts'
import { StoreFailure } from '../store/store-failure.ts'
import { Writer } from './a-story.ts'

const disk = process.env['SMALL_DISK'] ?? ''
const me = newUserId()
const open = () => openStore({ folder: join(disk, 'desk'), me, device: null, onTrouble: () => {} })

const story = newStoryId()
const store = open()
await store.batch.add(story, () => store.log.append(story, Writer.ofNewStory().state(), 1))
store.close()
execFileSync('mount', ['-o', 'remount,bind,ro', disk])
try {
  open()
} catch (error) {
  if (!(error instanceof StoreFailure)) throw error
  console.log(`trouble ${error.code} ${error.remedy}`)
}
execFileSync('mount', ['-o', 'remount,bind,rw', disk])
const again = open()
console.log(again.log.waiting(story, 0, 10).length === 1 ? 'all words are there' : 'lost')
again.close()
