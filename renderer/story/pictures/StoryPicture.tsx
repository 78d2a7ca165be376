import { mediaOf } from '../../../shared/document/story-doc.ts'
import { type AssetId, isAssetId, type MediaKey } from '../../../shared/model/ids.ts'
import { pictureWords } from '../../words/pictures.ts'
import { useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'
import { useShared } from '../use-shared.ts'
import { usePictureRetry } from './use-picture-retry.ts'

type Size = 'thumb' | 'small' | 'medium' | 'large'

export const assetAddress = (asset: AssetId, size: Size): string =>
  `copydesk://asset/${asset}/${size}`

interface StoryPictureProps {
  readonly media: MediaKey
  readonly size: Size
  readonly className?: string
  /** Empty where the name stands beside it. */
  readonly alt?: string
}

/** A picture of the story; one whose bytes have not arrived yet says so. */
export function StoryPicture({ media, size, className, alt }: StoryPictureProps) {
  const words = useWords(pictureWords)
  const { doc } = useStory()
  const { asset, text } = useShared(mediaOf(doc), () => {
    const entry = mediaOf(doc).get(media)
    const id = entry?.get('asset')
    return { asset: isAssetId(id) ? id : null, text: String(entry?.get('alt') ?? '') }
  })
  const address = asset ? assetAddress(asset, size) : ''
  const { key, failed, onError } = usePictureRetry(address)
  if (!asset || failed) {
    return <div className="picture-missing">{size === 'thumb' ? '' : words.notHere}</div>
  }
  return (
    <img
      key={key}
      className={className}
      src={address}
      alt={alt ?? text}
      draggable={false}
      decoding="async"
      onError={onError}
    />
  )
}
