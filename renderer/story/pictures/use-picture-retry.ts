import { useEffect, useState } from 'react'
import { engine } from '../../bridge/engine.ts'

/** First wait before asking again for a picture that could not be had, and the longest. */
const first_ms = 3000
const longest_ms = 60_000

interface PictureTry {
  /** Changes with every try, so that the picture is asked for anew. */
  readonly key: string
  readonly failed: boolean
  onError(): void
}

/** Keeps asking for a picture, quietly: when the line comes back, and now and then. */
export function usePictureRetry(address: string): PictureTry {
  const [state, setState] = useState({ address, tries: 0, failed: false })
  const now = state.address === address ? state : { address, tries: 0, failed: false }
  const { tries, failed } = now
  useEffect(() => {
    if (!failed) return
    const again = () => setState({ address, tries: tries + 1, failed: false })
    const timer = setTimeout(again, Math.min(longest_ms, first_ms * 2 ** Math.min(tries, 10)))
    const stop = engine.on('network:changed', ({ state: line }) => {
      // A line that comes and goes must not make a busy screen of it.
      if (line === 'online' && tries < 3) again()
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [address, failed, tries])
  return {
    key: `${address} ${tries}`,
    failed,
    onError: () => setState({ address, tries, failed: true }),
  }
}
