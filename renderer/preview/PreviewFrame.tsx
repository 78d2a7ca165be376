import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { escapeMessage, type ReaderPage, readyMessage } from './preview-message.ts'
import './preview-frame.css'

interface PreviewFrameProps {
  readonly title: string
  readonly page: ReaderPage | null
  /** Width of the reader's window in CSS pixels. */
  readonly width: number
  readonly onEscape?: () => void
}

/** A reader's page at that width, scaled down where the pane is narrower. */
export function PreviewFrame({ title, page, width, onEscape }: PreviewFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  const [room, setRoom] = useState({ width, height: 600 })
  const hear = useEffectEvent(({ source, data }: MessageEvent) => {
    if (source !== frame.current?.contentWindow) return
    if (data === readyMessage) setReady(true)
    if (data === escapeMessage) onEscape?.()
  })

  useEffect(() => {
    const listener = (event: MessageEvent) => hear(event)
    window.addEventListener('message', listener)
    return () => window.removeEventListener('message', listener)
  }, [])

  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!ready || !page) return
    const message = { type: 'copydesk:preview-show', page }
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }, [ready, page])

  const scale = Math.min(1, room.width / width)
  return (
    <div ref={box} className="preview-box">
      <iframe
        ref={frame}
        title={title}
        src="./preview.html"
        className="preview-frame"
        style={{
          inlineSize: width,
          blockSize: room.height / scale,
          transform: `scale(${scale})`,
        }}
      />
    </div>
  )
}
