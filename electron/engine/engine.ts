/**
 * The engine without Electron: sessions, windows and calls. `main.ts` connects it to the app;
 * tests connect it to anything that can post messages.
 */
import type { AssetId } from '../../shared/model/ids.ts'
import type { Clock } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { answerPort, type EngineHandlers, type Transport } from './answer-port.ts'
import { openDeskFile } from './desk-file.ts'
import { assetHandlers } from './handlers/asset-handlers.ts'
import { careHandlers } from './handlers/care-handlers.ts'
import { commandHandlers } from './handlers/command-handlers.ts'
import { listHandlers } from './handlers/list-handlers.ts'
import { newsroomHandlers } from './handlers/newsroom-handlers.ts'
import { quarantineHandlers } from './handlers/quarantine-handlers.ts'
import { reviewHandlers } from './handlers/review-handlers.ts'
import { sessionHandlers } from './handlers/session-handlers.ts'
import { closeStory, storyHandlers } from './handlers/story-handlers.ts'
import { Hub } from './hub.ts'
import { closeMetadataReader } from './media/read-metadata.ts'
import type { PictureSize, Start } from './parent-contract.ts'
import { Session } from './session.ts'
import { signInByItself } from './sign-in-by-itself.ts'

export interface EngineOptions extends Omit<Start, 'kind'> {
  readonly clock: Clock
  /** Milliseconds of a clock that never jumps. */
  readonly steady?: () => number
  readonly random?: () => number
  /** Keeps a secret for the next start, or forgets it. */
  readonly onSecret: (secret: string | null) => void
  /** Folder of the pictures of whoever is signed in. */
  readonly onShelf: (folder: string | null) => void
  /** The store is damaged: this engine must end, and the next one salvages it. */
  readonly onDamaged: () => void
}

export interface Engine {
  /** Answers a window over this transport until it closes. */
  connect(transport: Transport): void
  /** The machine woke up or the network came back. */
  wake(): void
  /** Language of the sentences that screens show as they are. */
  speak(language: Language): void
  /** File of a picture, fetched if need be; null when it cannot be had now. */
  picture(asset: AssetId, size: PictureSize): Promise<string | null>
  close(): Promise<void>
}

/** Starts an engine on its folder. */
export function createEngine(options: EngineOptions): Engine {
  const { folder, clock, random = Math.random, onShelf } = options
  const { steady = () => performance.now() } = options
  let { language } = options
  const hub = new Hub()
  const session = new Session({
    ...options,
    hub,
    steady,
    random,
    file: openDeskFile(folder),
    language: () => language,
    clock,
    onDesk: (desk) => onShelf(desk?.store.shelf ?? null),
  })
  session.resume()
  const stopSigningIn = signInByItself(session, options, random)
  const desk = () => session.desk()
  const handlers: EngineHandlers = {
    ...sessionHandlers(session),
    ...listHandlers(desk),
    ...storyHandlers(desk),
    ...reviewHandlers(desk),
    ...commandHandlers(desk),
    ...newsroomHandlers(desk),
    ...assetHandlers(desk),
    ...quarantineHandlers(desk),
    ...careHandlers(desk),
  }
  return {
    connect(transport) {
      answerPort(transport, {
        hub,
        handlers,
        onGone: (window) => {
          const { current } = session
          if (!current) return
          for (const story of window.open) closeStory(current, story)
        },
      })
    },
    wake: () => session.current?.sync.wake(),
    speak(next) {
      language = next
      session.current?.tellTroubleAnew()
      hub.rowsChanged()
    },
    async picture(asset, size) {
      try {
        return await session.desk().sync.pictures.fetch(asset, size)
      } catch {
        // Offline, unknown or not there: the screen shows that there is no picture.
        return null
      }
    },
    async close() {
      stopSigningIn()
      await session.close()
      await closeMetadataReader()
      hub.close()
    },
  }
}
