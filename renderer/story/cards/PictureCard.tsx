import type { NodeKey } from 'lexical'
import { useEffect } from 'react'
import type { MediaKey } from '../../../shared/model/ids.ts'
import { pictureWords } from '../../words/pictures.ts'
import { useWords } from '../../words/use-words.ts'
import { focusPlace, picturePlace } from '../jumps.ts'
import { CaptionFields } from '../pictures/CaptionFields.tsx'
import { leadPictures } from '../pictures/picture-edits.ts'
import { StoryPicture } from '../pictures/StoryPicture.tsx'
import { useStory } from '../story-context.ts'
import { CardFrame } from './CardFrame.tsx'

/** A picture between paragraphs, with its texts below it. */
export function PictureCard({ node, media }: { node: NodeKey; media: MediaKey | null }) {
  const words = useWords(pictureWords)
  const { jumps, doc } = useStory()
  useEffect(
    () =>
      jumps.guide((place) => {
        if (place.at !== 'picture' || place.media !== media) return false
        if (leadPictures(doc).includes(place.media)) return false
        return focusPlace(picturePlace(place.media, place.field))
      }),
    [jumps, doc, media],
  )
  return (
    <CardFrame node={node} label={words.inBody}>
      {media ? (
        <>
          <StoryPicture media={media} size="large" className="card-image" />
          <CaptionFields media={media} />
        </>
      ) : (
        <p className="caption-missing">{words.missing}</p>
      )}
    </CardFrame>
  )
}
