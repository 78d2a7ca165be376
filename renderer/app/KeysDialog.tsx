import { menuActions } from '../../shared/ipc/main-contract.ts'
import { availableActions } from '../bridge/actions.ts'
import { showOverlay } from '../bridge/place.ts'
import { bodyChord } from '../editor/body/body-keys.ts'
import { marks } from '../editor/body/marks.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { actionKeys } from '../ui/keymap.ts'
import { actionWords, keyWords } from '../words/actions.ts'
import { mergeWords } from '../words/merge.ts'
import { storyWords } from '../words/story.ts'
import { useWords } from '../words/use-words.ts'
import './keys-dialog.css'

interface KeyLine {
  readonly chords: readonly string[]
  readonly does: string
}

function KeyGroup({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  return (
    <section className="keys-group">
      <h3 className="keys-title">{title}</h3>
      <dl className="keys-lines">
        {lines.map(({ chords, does }) => (
          <div key={does} className="keys-line">
            <dt>{does}</dt>
            <dd>
              {chords.map((chord) => (
                <Kbd key={chord} chord={chord} said />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function textKeys(words: (typeof storyWords)['en']): KeyLine[] {
  const kinds = words.kinds
  return [
    { chords: ['/'], does: words.insertHint },
    ...marks.map((mark) => ({ chords: [bodyChord(mark)], does: words.marks[mark] })),
    { chords: [bodyChord('link')], does: words.link },
    { chords: [bodyChord('move-up')], does: words.moveUp },
    { chords: [bodyChord('move-down')], does: words.moveDown },
    { chords: ['#'], does: kinds.heading },
    { chords: ['##'], does: kinds.subheading },
    { chords: ['>'], does: kinds.quote },
    { chords: ['-'], does: kinds.bullet },
    { chords: ['1.'], does: kinds.number },
  ]
}

/** Every key of the desk, with those of the screen that is open. */
export function KeysDialog() {
  const words = useWords(keyWords)
  const actions = useWords(actionWords)
  const story = useWords(storyWords)
  const merge = useWords(mergeWords)
  const able = new Set(availableActions())
  const everywhere = menuActions.flatMap((action) => {
    const chord = able.has(action) ? actionKeys[action] : null
    return chord ? [{ chords: [chord], does: actions[action] }] : []
  })
  return (
    <Dialog title={words.title} width="wide" onClose={() => showOverlay(null)}>
      <div className="keys">
        <KeyGroup
          title={words.everywhere}
          lines={[...everywhere, { chords: ['Escape'], does: words.back }]}
        />
        <div>
          <KeyGroup
            title={words.lists}
            lines={[
              { chords: ['J', '↓'], does: words.nextRow },
              { chords: ['K', '↑'], does: words.previousRow },
              { chords: ['Home'], does: words.firstRow },
              { chords: ['End'], does: words.lastRow },
              { chords: ['Enter'], does: words.openRow },
            ]}
          />
          <KeyGroup title={story.inText} lines={textKeys(story)} />
          <KeyGroup
            title={words.inReview}
            lines={[
              { chords: ['A'], does: words.approve },
              { chords: ['R'], does: words.returnIt },
              { chords: ['E'], does: words.takeOver },
            ]}
          />
          <KeyGroup
            title={merge.title}
            lines={[
              { chords: ['Enter'], does: merge.putBack },
              { chords: ['K'], does: merge.keep },
              { chords: ['Z'], does: merge.undo },
              { chords: ['A'], does: merge.clear },
            ]}
          />
          <KeyGroup
            title={words.inBreaking}
            lines={[
              { chords: ['Mod+Enter'], does: words.sendNow },
              { chords: ['Delete'], does: words.recall },
            ]}
          />
        </div>
      </div>
    </Dialog>
  )
}
