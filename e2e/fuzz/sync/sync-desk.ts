/** A desk of the sync fuzz: a whole engine with its store in a folder, and one window. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { TestDesk } from '../../../electron/engine/testing/a-desk.ts'
import { bodyRoot, headlineOf, standfirstOf } from '../../../shared/document/story-doc.ts'
import { RemoteError } from '../../../shared/model/errors.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Random } from '../random.ts'

const aFolder = (): string => mkdtempSync(join(tmpdir(), 'copydesk-fuzz-'))

export class SyncDesk {
  readonly name: string
  desk: TestDesk
  #folder = aFolder()

  constructor(name: string) {
    this.name = name
    this.desk = new TestDesk(this.#folder)
  }

  /** Opens a story in the window, once it has come; false when this desk does not have it yet. */
  async has(story: StoryId): Promise<boolean> {
    if (this.desk.window.docs.has(story)) return true
    if (!(await this.desk.row(story))) return false
    return this.desk.window.open(story).then(
      () => true,
      (error: unknown) => {
        // The story is known, its text is still on the way.
        if (error instanceof RemoteError && error.retry === 'later') return false
        throw error
      },
    )
  }

  /** Writes a word; resolves when the engine has said that it is on the disk. */
  write(story: StoryId, word: string, random: Random): Promise<void> {
    const place = random.weighted({ headline: 1, standfirst: 1, body: 3 })
    const share = random.next()
    return this.desk.window.edit(story, (doc) => {
      const text = textAt(doc, place)
      const starts = [...text.toString().matchAll(/\S+ /g)].map((match) => match.index)
      text.insert(starts[Math.floor(share * starts.length)] ?? text.length, `${word} `)
    })
  }

  /** Killed in the middle of anything: the store is as the disk has it at this moment. */
  async die(): Promise<void> {
    const folder = aFolder()
    cpSync(this.#folder, folder, { recursive: true })
    const { secret } = this.desk
    await this.#end()
    this.#folder = folder
    this.desk = new TestDesk(folder, secret)
  }

  close = (): Promise<void> => this.#end()

  async #end(): Promise<void> {
    await this.desk.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function textAt(doc: Y.Doc, place: 'headline' | 'standfirst' | 'body'): Y.Text {
  if (place === 'headline') return headlineOf(doc)
  if (place === 'standfirst') return standfirstOf(doc)
  const block = bodyRoot(doc).get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('a new story has a paragraph with a text')
  return text
}
