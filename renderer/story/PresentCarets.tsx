import { useEffect, useRef } from 'react'
import type { PresentPerson } from '../../shared/ipc/rows.ts'
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
  const before = useRef<readonly PresentPerson[]>([])
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
    sayNames(container.current, moved(before.current, present))
    before.current = present
  }, [body, present])
  // Carets are drawn at places; what moves the text moves them.
  useEffect(() => {
    const column = container.current?.offsetParent
    if (!body || !column) return
    return onMoved(column, () => body.binding.carets.drawAgain())
  }, [body])
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

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a?.length === b?.length && (a ?? []).every((byte, at) => byte === b?.[at]))

/** Names of those whose caret stands elsewhere than before. */
function moved(before: readonly PresentPerson[], now: readonly PresentPerson[]): Set<string> {
  const stood = new Map(before.map((person) => [person.device, person]))
  const isElsewhere = ({ device, focus }: PresentPerson) =>
    !sameBytes(stood.get(device)?.focus ?? null, focus)
  return new Set(now.filter(isElsewhere).map(({ name }) => name))
}

/** Calls `moved` when something in the column grows, shrinks, comes or goes; gives the way to stop. */
function onMoved(column: Element, moved: () => void): () => void {
  const sizes = new ResizeObserver(moved)
  const watchAll = () => {
    sizes.disconnect()
    for (const element of [column, ...column.children]) sizes.observe(element)
  }
  const children = new MutationObserver(watchAll)
  children.observe(column, { childList: true })
  watchAll()
  return () => {
    children.disconnect()
    sizes.disconnect()
  }
}

/** A caret that moved says its name again. */
function sayNames(container: HTMLElement | null, names: ReadonlySet<string>): void {
  for (const label of container?.querySelectorAll('.colleague-name') ?? []) {
    if (!names.has(label.textContent)) continue
    for (const fading of label.getAnimations()) fading.cancel()
    label.animate([{ opacity: 1 }, { opacity: 1, offset: 0.85 }, { opacity: 0 }], 2400)
  }
}

const nowhere = {
  anchorPos: null,
  focusPos: null,
  name: '',
  color: '',
  focusing: false,
  awarenessData: {},
}
