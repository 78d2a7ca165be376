/**
 * A desk of the fuzz: the real editor without a screen, bound by our binding, and a log of what it
 * stored. Nothing of the editor is replaced; only the network and the disk are values here.
 */
import { registerRichText } from '@lexical/rich-text'
import * as Y from 'yjs'
import { registerBlockKeys } from '../../renderer/editor/body/block-keys.ts'
import { linesOnScreen } from '../../renderer/editor/body/body-lines.ts'
import { registerMarks } from '../../renderer/editor/body/marks.ts'
import { freshLoad, hasDiverged } from '../../renderer/editor/provider/divergence.ts'
import { aBody, type Body } from '../../renderer/editor/testing/a-body.ts'
import { projectStory } from '../../shared/document/projection.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Random } from './random.ts'
import type { Tags } from './tags.ts'

/** Origin of what came from the others. */
export const fromOthers = 'others'

/** What a desk and the server both had when they last met. */
export interface Base {
  readonly state: Uint8Array
  readonly version: number
}

interface Logged {
  readonly update: Uint8Array
  readonly own: boolean
  /** The base that held when this was written. */
  readonly base: Base
}

export class Desk {
  body: Body
  base: Base
  /** Times that undo left the document in another order than its own reload. */
  divergences = 0
  /**
   * Something was written while it heard from others: Yjs takes marks out that stand twice, the
   * editor keeps an emptied story writable.
   */
  answered = false
  #log: Logged[]
  #hearing = false
  #undone = false
  readonly #random: Random

  constructor(base: Base, random: Random) {
    this.base = base
    this.#random = random
    this.#log = [{ update: base.state, own: false, base }]
    this.body = this.#open(this.#rebuilt())
  }

  get doc(): Y.Doc {
    return this.body.doc
  }

  /** Did anybody write here since the base? */
  get changed(): boolean {
    return this.#log.some(({ own, base }) => own && base === this.base)
  }

  /** Tags of all that was written here since the base, whether it stands or was taken back. */
  written(tags: Tags): number[] {
    return this.#log
      .filter(({ own, base }) => own && base === this.base)
      .flatMap(({ update }) => Y.decodeUpdateV2(update).structs)
      .flatMap((struct) =>
        struct instanceof Y.Item && struct.content instanceof Y.ContentString
          ? tags.tagsIn(struct.content.str)
          : [],
      )
  }

  /**
   * The story as it stood whenever something of others came in since the base: an older copy of the
   * store may hold what others wrote without the meeting that brought it.
   */
  heard(): StoryContent[] {
    const isHeard = ({ own, base, update }: Logged) =>
      !own && base === this.base && update !== base.state
    if (!this.#log.some(isHeard)) return []
    const doc = new Y.Doc()
    const stood: StoryContent[] = []
    for (const logged of this.#log) {
      Y.applyUpdateV2(doc, logged.update)
      if (isHeard(logged)) stood.push(projectStory(doc))
    }
    doc.destroy()
    return stood
  }

  lines(): string[] {
    return linesOnScreen(this.body.editor)
  }

  hear(update: Uint8Array): void {
    this.#log.push({ update, own: false, base: this.base })
    this.#hearing = true
    Y.applyUpdateV2(this.doc, update, fromOthers)
    // What the editor has put off happens now: a story that was emptied gets its one paragraph.
    this.lines()
    this.#hearing = false
  }

  /** From now on, the base is what all have. */
  met(base: Base): void {
    this.base = base
    this.#log.push({ update: base.state, own: false, base })
  }

  undid(): void {
    this.#undone = true
  }

  /** Killed: what is on the screen and in memory is gone, the log is not. */
  die(): void {
    this.#replace(this.#rebuilt())
  }

  /** An old copy of the desk's store is put in its place: log and base as they were then. */
  restore(share: number): void {
    const length = 1 + Math.floor(share * (this.#log.length - 1))
    this.#log = this.#log.slice(0, length)
    this.base = this.#log.at(-1)?.base ?? this.base
    this.#replace(this.#rebuilt())
  }

  /** The divergence guard, as before every meeting; false when it found what it must not find. */
  settle(): boolean {
    if (!hasDiverged(this.doc, this.lines())) return true
    this.divergences += 1
    this.#replace(freshLoad(this.doc))
    const allowed = this.#undone
    this.#undone = false
    return allowed && !hasDiverged(this.doc, this.lines())
  }

  close(): void {
    this.body.binding.release()
    this.body.undo.destroy()
    this.doc.destroy()
  }

  #rebuilt(): Y.Doc {
    const doc = new Y.Doc()
    for (const { update } of this.#log) Y.applyUpdateV2(doc, update, fromOthers)
    return doc
  }

  #replace(doc: Y.Doc): void {
    this.close()
    this.body = this.#open(doc)
  }

  #open(doc: Y.Doc): Body {
    // Yjs orders what two wrote at one place by client: a seed decides that, too.
    doc.clientID = this.#random.between(1, 2 ** 32 - 2)
    const body = aBody(doc)
    registerRichText(body.editor)
    registerBlockKeys(body.editor)
    registerMarks(body.editor, body.undo)
    doc.on('updateV2', (update: Uint8Array, origin: unknown) => {
      if (origin === fromOthers) return
      this.#log.push({ update, own: true, base: this.base })
      if (this.#hearing) this.answered = true
    })
    return body
  }
}
