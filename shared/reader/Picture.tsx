import type { AssetId } from '../model/ids.ts'
import type { MediaEntry } from '../model/story.ts'
import { type Rendition, renditions } from '../protocol/uploads.ts'
import type { Size } from './body-view.ts'
import { usePictureUrl } from './PictureUrls.tsx'

export interface PictureProps {
  readonly picture: {
    readonly asset: AssetId
    readonly alt: string
    readonly focal: MediaEntry['focal']
    readonly size?: Size | null
  }
  /** CSS widths at which the page shows it, for the browser's choice of rendition. */
  readonly sizes: string
  /** First picture of the page: fetched at once. */
  readonly eager?: boolean
  readonly className?: string
}

const names = Object.keys(renditions) as Rendition[]

/** One picture in the rendition that fits, cropped around its focal point where the frame is fixed. */
export function Picture({ picture, sizes, eager = false, className }: PictureProps) {
  const pictureUrl = usePictureUrl()
  const { asset, alt, focal, size } = picture
  return (
    <img
      className={className}
      src={pictureUrl(asset, 'medium')}
      srcSet={names.map((name) => `${pictureUrl(asset, name)} ${renditions[name]}w`).join(', ')}
      sizes={sizes}
      alt={alt}
      width={size?.width}
      height={size?.height}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      data-fx={focal ? tenths(focal.x) : undefined}
      data-fy={focal ? tenths(focal.y) : undefined}
    />
  )
}

/** The page's policy allows no inline styles, so css/focal.css has a rule for each tenth. */
const tenths = (fraction: number): number => Math.round(fraction * 10)
