import { type DragEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useAction } from '../../bridge/actions.ts'
import { toastAlarm } from '../../ui/toasts.ts'
import { pictureWords } from '../../words/pictures.ts'
import { useWords } from '../../words/use-words.ts'
import { useMayWrite } from '../may-write.ts'
import { useStory } from '../story-context.ts'
import { blockAt, insertPictures } from './insert-pictures.ts'
import {
  acceptedPictures,
  ingestFiles,
  type PictureAdder,
  Pictures,
  type PictureTarget,
  type Reading,
} from './picture-adder.ts'
import { addToLead } from './picture-edits.ts'

const bringsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** The whole story takes picture files that are dropped on it, chosen or pasted. */
export function PictureDrop({ children }: { children: ReactNode }) {
  const words = useWords(pictureWords)
  const story = useStory()
  const mayWrite = useMayWrite()
  const input = useRef<HTMLInputElement>(null)
  const target = useRef<PictureTarget>('lead')
  const [reading, setReading] = useState<Reading | null>(null)
  const [over, setOver] = useState(false)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  const adder = useMemo((): PictureAdder => {
    const add = async (files: readonly File[], where: PictureTarget, at?: Element) => {
      if (!mayWrite) return
      const asked = where === 'body' ? story.body.current : null
      const behind = asked && blockAt(asked, at)
      const shelved = await ingestFiles(
        files,
        (next) => alive.current && setReading(next),
        (file, why) => toastAlarm(words.refused(file, why)),
      )
      if (shelved.length === 0 || !alive.current) return
      if (asked && story.body.current === asked) {
        insertPictures(story.doc, asked, shelved, behind)
      } else addToLead(story.doc, story.undo, shelved)
    }
    return {
      reading,
      add: (files, where, at) => void add(files, where, at),
      choose(where) {
        target.current = where
        input.current?.click()
      },
    }
  }, [story, words, reading, mayWrite])
  useAction('add-pictures', mayWrite ? () => adder.choose('lead') : null)

  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    setOver(false)
    const block = event.target instanceof Element ? event.target.closest('.body-text .block') : null
    adder.add([...event.dataTransfer.files], block ? 'body' : 'lead', block ?? undefined)
  }
  const dragOver = (event: DragEvent) => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const leave = (event: DragEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
  }
  return (
    <Pictures value={adder}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping files is one of three ways; the keys and the button are the others */}
      <div
        className="story-screen"
        data-read-only={!mayWrite || undefined}
        onDrop={drop}
        onDragOver={dragOver}
        onDragLeave={leave}
      >
        {children}
        {over && <div className="drop-veil">{words.dropNow}</div>}
        <input
          ref={input}
          type="file"
          accept={acceptedPictures}
          multiple
          hidden
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            if (files.length > 0) adder.add(files, target.current)
          }}
        />
      </div>
    </Pictures>
  )
}
