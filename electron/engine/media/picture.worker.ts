/**
 * Decodes pictures in a process of its own: a file that crashes the decoder, or makes it hold on to
 * memory, does not touch the process that writes the log.
 */
import { readFile } from 'node:fs/promises'
import { toWireError } from '../../../shared/model/errors.ts'
import { examine } from './examine.ts'
import type { PictureAnswer, PictureRequest } from './picture-tasks.ts'
import { shelveRenditions } from './shelve.ts'

async function answer({ id, file, shelf }: PictureRequest): Promise<PictureAnswer> {
  try {
    const { renditions, ...facts } = await examine(await readFile(file))
    await shelveRenditions(shelf, facts.asset, renditions)
    return { id, ok: true, facts }
  } catch (error) {
    return { id, ok: false, error: toWireError(error) }
  }
}

// One at a time: each may need hundreds of megabytes.
let last: Promise<void> = Promise.resolve()
process.on('message', (request: PictureRequest) => {
  last = last.then(async () => void process.send?.(await answer(request)))
})
process.on('disconnect', () => process.exit(0))
