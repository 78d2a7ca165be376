import { mediaOf, mediaTextOf } from '../../../shared/document/story-doc.ts'
import type { MediaKey } from '../../../shared/model/ids.ts'
import { SharedField } from '../../editor/fields/SharedField.tsx'
import { pictureWords } from '../../words/pictures.ts'
import { useDeskText, useWords } from '../../words/use-words.ts'
import { picturePlace } from '../jumps.ts'
import { useMayWrite } from '../may-write.ts'
import { useStory, useStoryLanguage } from '../story-context.ts'
import { useShared } from '../use-shared.ts'
import { setDecorative } from './picture-edits.ts'
import './caption-fields.css'

interface CaptionFieldsProps {
  readonly media: MediaKey
  /** Enter in the caption goes here. */
  readonly onNext?: (() => void) | undefined
}

/** Caption, credit and alt text of one picture, edited in place, letter by letter with others. */
export function CaptionFields({ media, onNext }: CaptionFieldsProps) {
  const words = useWords(pictureWords)
  const desk = useDeskText()
  const { doc, undo } = useStory()
  const { language, dir } = useStoryLanguage()
  const decorative = useShared(
    mediaOf(doc),
    () => mediaOf(doc).get(media)?.get('decorative') === true,
  )
  const mayWrite = useMayWrite()
  const caption = mediaTextOf(doc, media, 'caption')
  const credit = mediaTextOf(doc, media, 'credit')
  const alt = mediaTextOf(doc, media, 'alt')
  if (!caption || !credit || !alt) return <p className="caption-missing">{words.missing}</p>
  const common = { undo, lang: language, dir, onNext, readOnly: !mayWrite }
  return (
    <div className="caption-fields" dir={dir}>
      <SharedField
        {...common}
        text={caption}
        className="caption-text"
        label={words.caption}
        placeholder={words.captionHint}
        place={picturePlace(media, 'caption')}
      />
      <SharedField
        {...common}
        text={credit}
        className="caption-credit"
        label={words.credit}
        placeholder={words.creditHint}
        place={picturePlace(media, 'credit')}
      />
      <div className="caption-alt" data-decorative={decorative || undefined}>
        <span className="caption-alt-label" aria-hidden="true">
          {words.altShort}
        </span>
        <SharedField
          {...common}
          text={alt}
          label={words.alt}
          placeholder={words.altHint}
          readOnly={decorative || !mayWrite}
          place={picturePlace(media, 'alt')}
        />
        <label className="caption-decorative" {...desk}>
          <input
            type="checkbox"
            checked={decorative}
            disabled={!mayWrite}
            onChange={(event) => setDecorative(doc, undo, media, event.currentTarget.checked)}
          />
          {words.decorative}
        </label>
      </div>
    </div>
  )
}
