import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'
import { ingest } from '../media/ingest.ts'

type AssetCalls = Pick<EngineHandlers, 'asset:ingest' | 'asset:info'>

/** Taking pictures in, and what is known of them. */
export function assetHandlers(desk: () => Desk): AssetCalls {
  return {
    async 'asset:ingest'({ fileName, bytes }) {
      const { store, pictures, clock, sync } = desk()
      const shelved = await ingest({ store, pictures, clock }, fileName, bytes)
      sync.pictureTaken()
      return shelved
    },
    'asset:info': ({ asset }) => {
      const { store } = desk()
      return store.assets.get(asset) ?? store.facts.foreignAsset(asset)
    },
  }
}
