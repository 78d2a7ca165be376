import type { MediaKey } from '../../../shared/model/ids.ts'
import { isMediaKey } from '../../../shared/model/ids.ts'
import type { MediaEntry } from '../../../shared/model/story.ts'
import { engine } from '../../bridge/engine.ts'
import { useEngineQuery } from '../../bridge/use-engine-query.ts'
import { Button } from '../../ui/Button.tsx'
import { actionKeys } from '../../ui/keymap.ts'
import { toastFailure } from '../../ui/toasts.ts'
import { pictureRoadWords, whyRefused } from '../../words/picture-road.ts'
import { pictureWords } from '../../words/pictures.ts'
import { useWords } from '../../words/use-words.ts'
import { picturesInOrder } from '../checks/story-checks.ts'
import { insertPicture } from '../pictures/insert-pictures.ts'
import { usePictureAdder } from '../pictures/picture-adder.ts'
import { placeInLead } from '../pictures/picture-edits.ts'
import { StoryPicture } from '../pictures/StoryPicture.tsx'
import { useUploadProgress } from '../pictures/use-upload-progress.ts'
import { usePulse, useStory } from '../story-context.ts'

/** Every picture of the story: where it stands, what it is, how far its upload is. */
export function MediaTab() {
  const words = useWords(pictureWords)
  const { content } = usePulse()
  const { choose } = usePictureAdder()
  const used = picturesInOrder(content)
  const usedKeys = new Set<string>(used.map(({ key }) => key))
  const unused = Object.entries(content.media).flatMap(([key, entry]) =>
    isMediaKey(key) && !usedKeys.has(key) ? [{ key, entry }] : [],
  )
  const all = [...used, ...unused]
  return (
    <>
      {all.length === 0 && (
        <p className="media-none">
          {words.none} {words.noneHint}
        </p>
      )}
      <ul className="media-list">
        {all.map(({ key, entry }, index) => (
          <MediaLine
            key={key}
            media={key}
            entry={entry}
            number={index + 1}
            use={placeOf(key, content.carousel, usedKeys)}
          />
        ))}
      </ul>
      <Button chord={actionKeys['add-pictures']} onClick={() => choose('lead')}>
        {words.add}
      </Button>
    </>
  )
}

type Use = 'lead' | 'body' | 'unused'

const placeOf = (key: MediaKey, lead: readonly MediaKey[], used: ReadonlySet<string>): Use =>
  lead.includes(key) ? 'lead' : used.has(key) ? 'body' : 'unused'

interface MediaLineProps {
  readonly media: MediaKey
  readonly entry: MediaEntry
  readonly number: number
  readonly use: Use
}

function MediaLine({ media, entry, number, use }: MediaLineProps) {
  const words = useWords(pictureWords)
  const { doc, undo, jumps, body } = useStory()
  const { asset } = entry
  const road = useWords(pictureRoadWords)
  const sendAgain = () =>
    void engine
      .call('asset:retry', { asset })
      .catch((error: unknown) => toastFailure(error, road.retryFailed))
  const { data: shelved } = useEngineQuery('asset:info', { asset }, [
    'upload:progress',
    'network:changed',
  ])
  const percent = useUploadProgress(asset)
  const onDevice = percent === null ? words.onDevice : words.uploading(percent)
  const whereabouts = shelved?.onServer ? words.onServer : onDevice
  const useWord = { lead: words.leadUse, body: words.bodyUse, unused: words.unused }[use]
  return (
    <li className="media-line">
      <button
        type="button"
        className="media-thumb"
        aria-label={words.number(number)}
        disabled={use === 'unused'}
        onClick={() => jumps.to({ at: 'picture', media, field: 'caption' })}
      >
        <StoryPicture media={media} size="thumb" alt="" />
      </button>
      <div className="media-facts">
        <span className="media-name" dir="auto">
          {shelved?.fileName || entry.caption || words.number(number)}
        </span>
        <span className="media-note">
          {useWord}
          {shelved && (
            <>
              {' · '}
              <span className="ltr">{words.size(shelved.width, shelved.height)}</span>
              {!shelved.refused && ` · ${whereabouts}`}
            </>
          )}
        </span>
        {shelved?.refused && (
          <span className="media-refused" data-place="media">
            {whyRefused(road.why, shelved.refused)}
            <Button onClick={sendAgain}>{road.retry}</Button>
          </span>
        )}
        {use === 'unused' && (
          <span className="media-back">
            <Button look="quiet" onClick={() => placeInLead(doc, undo, media)}>
              {words.toLead}
            </Button>
            <Button look="quiet" onClick={() => body.current && insertPicture(body.current, media)}>
              {words.toBody}
            </Button>
          </span>
        )}
      </div>
    </li>
  )
}
