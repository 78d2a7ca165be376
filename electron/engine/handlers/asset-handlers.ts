import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'
import { ingest } from '../media/ingest.ts'
import { picturesAway } from '../store/pictures-away.ts'

type AssetCalls = Pick<EngineHandlers, 'asset:ingest' | 'asset:info' | 'asset:away' | 'asset:retry'>

/** Taking pictures in, and what is known of them. */
export function assetHandlers(desk: () => Desk): AssetCalls {
  return {
    async 'asset:ingest'({ fileName, bytes }) {
      const { store, pictures, clock, sync } = desk()
      const shelved = await ingest({ store, pictures, clock }, fileName, bytes)
      sync.pictureTaken()
      return shelved
    },
    'asset:retry'({ asset }) {
      const here = desk()
      here.store.assets.tryAgain(asset)
      here.sync.pictureTaken()
      here.hub.tell('network:changed', here.network())
      return here.store.assets.get(asset)
    },
    'asset:away': ({ story }) => picturesAway(desk().store, story),
    'asset:info': ({ asset }) => {
      const { store } = desk()
      return store.assets.get(asset) ?? store.facts.foreignAsset(asset)
    },
  }
}
