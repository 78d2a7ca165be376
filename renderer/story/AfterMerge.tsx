import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { jumpToBlock } from '../editor/body/jump-to-block.ts'
import { showBlock } from '../editor/body/show-block.ts'
import { foldingTwins } from '../merge/fold-twins.ts'
import { useMayWrite } from './may-write.ts'
import { useStory } from './story-context.ts'

const MergeReview = lazy(async () => ({
  default: (await import('../merge/MergeReview.tsx')).MergeReview,
}))

/** The merge review, below the text while it is asked for. */
export function AfterMerge() {
  const { story, doc, jumps, body } = useStory()
  const mayWrite = useMayWrite()
  const [open, setOpen] = useState(false)
  const before = useRef<Element | null>(null)
  useEffect(
    () =>
      jumps.guide(({ at }) => {
        if (at !== 'merge') return false
        const review = document.querySelector<HTMLElement>('.merge-review')
        if (!review) before.current = document.activeElement
        review?.focus()
        setOpen(true)
        return true
      }),
    [jumps],
  )
  useEffect(() => (mayWrite ? foldingTwins(doc) : undefined), [doc, mayWrite])
  if (!open) return null
  const close = (settled: boolean) => {
    setOpen(false)
    const back = before.current
    const root = body.current?.editor.getRootElement()
    const inText = settled || !back?.isConnected || root?.contains(back)
    if (back instanceof HTMLElement && !inText) back.focus()
    else body.current?.focus('back')
  }
  const go = ({ block, place }: MergeFinding) => {
    if (place === 'headline' || place === 'standfirst') jumps.to({ at: place })
    else if (body.current && block) jumpToBlock(body.current, block, 0)
    else jumps.to({ at: 'body' })
  }
  return (
    <Suspense>
      <MergeReview
        story={story}
        doc={doc}
        readOnly={!mayWrite}
        onShow={(block) => body.current && showBlock(body.current, block)}
        onGo={go}
        onClose={close}
      />
    </Suspense>
  )
}
