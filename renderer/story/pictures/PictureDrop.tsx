import { type DragEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useAction } from '../../bridge/actions.ts'
import { toastAlarm } from '../../ui/toasts.ts'
import { pictureWords } from '../../words/pictures.ts'
import { useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'
import { insertPictures } from './insert-pictures.ts'
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
    const add = async (files: readonly File[], where: PictureTarget) => {
      const place = where === 'body' ? story.body.current?.editor : null
      const shelved = await ingestFiles(
        files,
        (next) => alive.current && setReading(next),
        (file, why) => toastAlarm(words.refused(file, why)),
      )
      if (shelved.length === 0 || !alive.current) return
      if (place && story.body.current) insertPictures(story.doc, story.body.current, shelved)
      else addToLead(story.doc, story.undo, shelved)
    }
    return {
      reading,
      add: (files, where) => void add(files, where),
      choose(where) {
        target.current = where
        input.current?.click()
      },
    }
  }, [story, words, reading])
  useAction('add-pictures', () => adder.choose('lead'))

  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    setOver(false)
    const inBody = event.target instanceof Element && event.target.closest('.body-text') !== null
    adder.add([...event.dataTransfer.files], inBody ? 'body' : 'lead')
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
      <div className="story-screen" onDrop={drop} onDragOver={dragOver} onDragLeave={leave}>
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
