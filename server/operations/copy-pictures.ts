/**
 * Brings every picture of the newsroom into a backup.
 *
 *     object store → [copy pictures] → FOLDER/objects, manifest
 *
 * VBR12  A picture that is no longer whole in the newsroom itself keeps nothing else out of the
 *       backup: it is named there, with what is wrong with it.
 */
import type { ObjectStore } from '../media/object-store.ts'
import { LostPicture, type MissingPicture } from './backup-format.ts'
import { type BackedUpObject, copyObject, eachObject } from './backup-objects.ts'
import type { Say } from './say.ts'

interface CopiedPictures {
  /** What the backup holds of them. */
  readonly kept: readonly BackedUpObject[]
  readonly missing: readonly MissingPicture[]
  /** Pictures that no earlier backup held. */
  readonly copied: number
}

/** Copies all that are not there yet; a store that does not work ends it. */
export async function copyPictures(
  from: ObjectStore,
  to: ObjectStore,
  objects: readonly BackedUpObject[],
  { verify, say }: { readonly verify: boolean; readonly say: Say },
): Promise<CopiedPictures> {
  const missing = new Map<BackedUpObject, MissingPicture>()
  let copied = 0
  await eachObject(objects, async (object) => {
    try {
      if (!(await copyObject(from, to, object, { verify }))) return
    } catch (error) {
      if (!(error instanceof LostPicture)) throw error
      say(`${error.message}: the backup goes on without it`)
      missing.set(object, { ...object, why: error.why })
      return
    }
    copied += 1
    if (copied % 100 === 0) say(`${copied} pictures copied`)
  })
  const kept = objects.filter((object) => !missing.has(object))
  say(`${kept.length} pictures, ${copied} of them new`)
  return { kept, missing: objects.flatMap((object) => missing.get(object) ?? []), copied }
}
