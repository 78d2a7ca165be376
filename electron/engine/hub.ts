/** The windows that are connected, which stories each has open, and what each should hear. */
import type { z } from 'zod'
import type { EngineEvents, PortEvent } from '../../shared/ipc/engine-contract.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { ToldTogether } from './told-together.ts'

type EventName = keyof EngineEvents
type Payload<K extends EventName> = z.input<EngineEvents[K]>

/** A connected window. */
export interface WindowPort {
  post(message: unknown): void
  /** Stories it has open. */
  readonly open: Set<StoryId>
  /** Those of them in which its person might write when they were opened. */
  readonly writes: Set<StoryId>
}

/** Changes of rows that come within one frame of a screen, in milliseconds. */
const frame = 16

export class Hub {
  readonly #windows = new Set<WindowPort>()
  readonly #changed = new Set<StoryId>()
  #allChanged = false
  readonly #rows = new ToldTogether(() => this.#announce(), frame)

  add(window: WindowPort): void {
    this.#windows.add(window)
  }

  remove(window: WindowPort): void {
    this.#windows.delete(window)
  }

  /** Tells every window. */
  tell<K extends EventName>(event: K, payload: Payload<K>): void {
    for (const window of this.#windows) window.post({ event, payload } satisfies PortEvent)
  }

  /** Tells the windows that have the story open, except the one it came from. */
  tellReaders<K extends EventName>(
    story: StoryId,
    event: K,
    payload: Payload<K>,
    except: WindowPort | null = null,
  ): void {
    for (const window of this.#windows) {
      if (window !== except && window.open.has(story)) {
        window.post({ event, payload } satisfies PortEvent)
      }
    }
  }

  /** Rows of these stories may look different; without stories, any row may. */
  rowsChanged(...stories: StoryId[]): void {
    if (stories.length === 0) this.#allChanged = true
    for (const story of stories) this.#changed.add(story)
    this.#rows.soon()
  }

  /** Stories that any window has open. */
  openStories(): Set<StoryId> {
    return new Set([...this.#windows].flatMap(({ open }) => [...open]))
  }

  close(): void {
    this.#rows.close()
    this.#windows.clear()
  }

  #announce(): void {
    const stories = this.#allChanged ? [] : [...this.#changed]
    this.#allChanged = false
    this.#changed.clear()
    this.tell('stories:changed', { stories })
  }
}
