/** Takes picture files into the story: reads, hands to the engine, places, and tells of each failure. */
import { createContext, useContext } from 'react'
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import { NewsroomError } from '../../../shared/model/errors.ts'
import { engine } from '../../bridge/engine.ts'

/** Where the pictures go: the lead, or the text behind the caret. */
export type PictureTarget = 'lead' | 'body'

export interface Reading {
  readonly done: number
  readonly all: number
  readonly file: string
}

export interface PictureAdder {
  /** Opens the file chooser. */
  choose(target: PictureTarget): void
  /** `at`: the block behind which they go, when it is not that of the caret. */
  add(files: readonly File[], target: PictureTarget, at?: Element): void
  /** What is being read now, or null. */
  readonly reading: Reading | null
}

export const Pictures = createContext<PictureAdder | null>(null)

export function usePictureAdder(): PictureAdder {
  const adder = useContext(Pictures)
  if (!adder) throw new Error('usePictureAdder is used outside of a PictureDrop')
  return adder
}

/** Every picture type the engine can read; it looks at the bytes itself. */
export const acceptedPictures = 'image/jpeg,image/png,image/webp,image/tiff,image/avif,image/gif'

/** Reads the files one after the other; `onFailure` hears of each that is no picture we can take. */
export async function ingestFiles(
  files: readonly File[],
  onProgress: (reading: Reading | null) => void,
  onFailure: (file: string, why: string) => void,
): Promise<ShelvedAsset[]> {
  const shelved: ShelvedAsset[] = []
  for (const [done, file] of files.entries()) {
    onProgress({ done, all: files.length, file: file.name })
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      shelved.push(await engine.call('asset:ingest', { fileName: file.name.slice(-255), bytes }))
    } catch (error) {
      onFailure(file.name, reasonOf(error))
    }
  }
  onProgress(null)
  return shelved
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const remedy = error instanceof NewsroomError ? error.remedy : undefined
  return remedy ? `${message} ${remedy}` : message
}
