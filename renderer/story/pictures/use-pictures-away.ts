import type { PicturesAway } from '../../../shared/ipc/rows.ts'
import { useEngineQuery } from '../../bridge/use-engine-query.ts'
import { picturesInOrder } from '../checks/story-checks.ts'
import { useFromPulse, useStory } from '../story-context.ts'

/** Which pictures of the open story the server lacks; null while none does. */
export function usePicturesAway(): PicturesAway | null {
  const { story } = useStory()
  const hasPictures = useFromPulse(({ content }) => picturesInOrder(content).length > 0)
  const { data } = useEngineQuery('asset:away', hasPictures ? { story } : null, [
    'upload:progress',
    'network:changed',
    'story:safety',
  ])
  return data && data.waiting + data.refused + data.elsewhere > 0 ? data : null
}
