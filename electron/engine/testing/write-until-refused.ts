/**
 * Writes words into a store on a small disk that is filled up and made free again, and says what
 * it was told. Run by `on-a-small-disk.sh`, in a mount namespace of its own.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import { newStoryId, newUserId } from '../../../shared/model/ids.ts'
import { openStore } from '../store/store.ts'
import { withDocument } from '../store/story-texts.ts'
import { Writer } from './a-story.ts'

const disk = process.env['SMALL_DISK'] ?? ''
const ballast = join(disk, 'ballast')

/** Fills the disk; gives a way to make room again. */
function fillUp(): () => void {
  try {
    for (let size = 1; ; size += 1) writeFileSync(ballast, Buffer.alloc(size * 64 * 1024))
  } catch {
    return () => rmSync(ballast)
  }
}

let end = (): void => {}
const store = openStore({
  folder: join(disk, 'desk'),
  me: newUserId(),
  device: null,
  onTrouble(trouble) {
    if (!trouble) return console.log('trouble is over')
    console.log(`trouble ${trouble.failure.code} ${trouble.failure.remedy}`)
    end()
    end = () => {}
  },
})
const story = newStoryId()
const writer = Writer.ofNewStory()
const write = (body: Uint8Array) => store.batch.add(story, () => store.log.append(story, body, 1))
await write(writer.state())
end = fillUp()
const words = Array.from({ length: 400 }, (_, n) => `word${n} `)
await Promise.all(words.map((word) => write(writer.type(word))))
const { parts } = store.texts.parts(story)
const headline = withDocument(parts, (doc) => headlineOf(doc).toString())
console.log(headline === words.join('') ? 'all words are there' : `lost: ${headline}`)
store.close()
