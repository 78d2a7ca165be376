import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { StoryId } from '../../shared/model/ids.ts'
import { showOverlay, usePlace } from '../bridge/place.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { Chip } from '../ui/Chip.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { deskWords } from '../words/desk.ts'
import { previewWords } from '../words/preview.ts'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/use-words.ts'
import { PreviewFrame } from './PreviewFrame.tsx'
import { articlePage, frontPage } from './reader-pages.ts'
import { useDeskKnowledge } from './use-desk-knowledge.ts'
import './preview-overlay.css'

const widths = { phone: 390, tablet: 820, desktop: 1280 } as const
type Device = keyof typeof widths
const devices: readonly Device[] = ['phone', 'tablet', 'desktop']

type Kind = 'story' | 'front'
const kinds: readonly Kind[] = ['story', 'front']

/** What was chosen last, while the window lives. */
let lastDevice: Device = 'desktop'

const close = () => showOverlay(null)

function usePage(story: StoryId, kind: Kind) {
  const desk = useDeskKnowledge()
  const version = useEngineQuery('story:version', { story }, ['stories:changed', 'story:update'])
  const row = useEngineQuery('stories:row', { story }, ['stories:changed']).data
  const content = version.data?.content
  const page = useMemo(() => {
    if (!desk || !row || !content) return null
    if (kind === 'story') return articlePage(row, content, desk)
    return frontPage(content.meta.language, { row, content }, desk)
  }, [desk, row, content, kind])
  return { page, error: version.error }
}

function Preview({ story }: { story: StoryId }) {
  const words = useWords(previewWords)
  const desk = useWords(deskWords)
  const ui = useWords(uiWords)
  const [device, setDevice] = useState(lastDevice)
  const [kind, setKind] = useState<Kind>('story')
  const { page, error } = usePage(story, kind)
  const choose = (next: Device) => {
    lastDevice = next
    setDevice(next)
  }
  return (
    <div className="preview">
      <div className="preview-bar">
        <strong>{words.title}</strong>
        <fieldset className="list-chips">
          <legend className="visually-hidden">{words.page}</legend>
          {kinds.map((each) => (
            <Chip key={each} on={each === kind} onPress={() => setKind(each)}>
              {words[each]}
            </Chip>
          ))}
        </fieldset>
        <fieldset className="list-chips preview-devices">
          <legend className="visually-hidden">{words.width}</legend>
          {devices.map((each) => (
            <Chip key={each} on={each === device} onPress={() => choose(each)}>
              {words[each]}
            </Chip>
          ))}
        </fieldset>
        <IconButton label={ui.close} chord="Escape" icon={<Icon of={X} />} onClick={close} />
      </div>
      {error ? (
        <EmptyState title={desk.failed.load}>{error.message}</EmptyState>
      ) : (
        <div className={`preview-stage preview-stage-${device}`}>
          <PreviewFrame
            key={device}
            title={words.title}
            page={page}
            width={widths[device]}
            onEscape={close}
          />
        </div>
      )}
    </div>
  )
}

/** Ctrl+P: the reader's page itself, at the width of a phone, a tablet or a desktop. */
export function PreviewOverlay() {
  const words = useWords(previewWords)
  const { story } = usePlace()
  return (
    <Dialog title={words.title} width="full" bare onClose={close}>
      {story && <Preview story={story} />}
    </Dialog>
  )
}
