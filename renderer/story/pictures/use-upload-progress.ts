import { useEffect, useState } from 'react'
import type { AssetId } from '../../../shared/model/ids.ts'
import { engine } from '../../bridge/engine.ts'

/** How much of a picture has left, in whole percent; null while nothing is known to be moving. */
export function useUploadProgress(asset: AssetId): number | null {
  const [percent, setPercent] = useState<number | null>(null)
  useEffect(() => {
    setPercent(null)
    return engine.on('upload:progress', (progress) => {
      if (progress.asset !== asset) return
      const { sent, bytes } = progress
      setPercent(sent > 0 && sent < bytes ? Math.floor((100 * sent) / bytes) : null)
    })
  }, [asset])
  return percent
}
