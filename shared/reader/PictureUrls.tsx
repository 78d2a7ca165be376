/** Where a page's pictures come from: /media/… on the site, copydesk://asset/… in the app. */
import { createContext, type ReactNode, useContext } from 'react'
import type { AssetId } from '../model/ids.ts'
import type { Rendition } from '../protocol/uploads.ts'

export type PictureUrl = (asset: AssetId, rendition: Rendition) => string

const PictureUrlContext = createContext<PictureUrl>(
  (asset, rendition) => `/media/${asset}/${rendition}`,
)

export interface PictureUrlsProps {
  readonly pictureUrl: PictureUrl | undefined
  readonly children: ReactNode
}

/** Gives every picture below its addresses; without `pictureUrl`, the site's. */
export function PictureUrls({ pictureUrl, children }: PictureUrlsProps) {
  if (!pictureUrl) return children
  return <PictureUrlContext value={pictureUrl}>{children}</PictureUrlContext>
}

export const usePictureUrl = (): PictureUrl => useContext(PictureUrlContext)
