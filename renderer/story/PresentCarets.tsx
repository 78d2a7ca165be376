import { useEffect, useRef } from 'react'
import { engine } from '../bridge/engine.ts'
import { caretBytes, caretState } from '../editor/binding/caret-bytes.ts'
import type { OpenBody } from '../editor/body/open-body.ts'
import { nameColour } from '../ui/person-colour.ts'
import { useStory } from './story-context.ts'
import { usePresent } from './use-present.ts'
import './present-carets.css'

/** Carets are told to colleagues at most this often, in milliseconds. */
const pace = 250
/** And again while nothing moves, before colleagues forget this desk. */
const heartbeat = 8000

/** Colleagues' carets over the body, and ours on its way to them. */
export function PresentCarets({ body }: { body: OpenBody | null }) {
  const { story } = useStory()
  const present = usePresent(story)
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!body) return
    body.binding.showCaretsIn(container.current)
    return () => body.binding.showCaretsIn(null)
  }, [body])
  useEffect(() => {
    const states = present.map(
      (person, index) =>
        [-1 - index, caretState(person, person.name, nameColour(person.name))] as const,
    )
    body?.binding.carets.setOthers(new Map(states))
  }, [body, present])
  useEffect(() => {
    if (!body) return
    let waiting: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      waiting = undefined
      const { anchor, focus } = caretBytes(body.binding.carets.getLocalState() ?? nowhere)
      const bytes = (place: Uint8Array | null) => place as Uint8Array<ArrayBuffer> | null
      void engine
        .call('story:presence', { story, anchor: bytes(anchor), focus: bytes(focus) })
        .catch(() => undefined)
    }
    const soon = () => {
      waiting ??= setTimeout(tell, pace)
    }
    const stop = body.binding.carets.onOwnMove(soon)
    const beat = setInterval(tell, heartbeat)
    tell()
    return () => {
      stop()
      clearTimeout(waiting)
      clearInterval(beat)
    }
  }, [body, story])
  return <div ref={container} className="present-carets" aria-hidden="true" />
}

const nowhere = {
  anchorPos: null,
  focusPos: null,
  name: '',
  color: '',
  focusing: false,
  awarenessData: {},
}
