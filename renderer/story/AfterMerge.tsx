import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { selectInBlock } from '../editor/body/jump-to-block.ts'
import { showBlock } from '../editor/body/show-block.ts'
import { spanNow } from '../merge/finding-now.ts'
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
    const active = document.activeElement
    // Settled by a colleague meanwhile: whoever writes elsewhere goes on there.
    if (settled && active && active !== document.body) return
    const back = before.current
    const root = body.current?.editor.getRootElement()
    const inText = settled || !back?.isConnected || root?.contains(back)
    if (back instanceof HTMLElement && !inText) back.focus()
    else body.current?.focus('back')
  }
  const go = (finding: MergeFinding) => {
    const { block, place } = finding
    if (place === 'headline' || place === 'standfirst') jumps.to({ at: place })
    else if (body.current && block) {
      selectInBlock(body.current, block, (text) => spanNow(finding, text))
    } else jumps.to({ at: 'body' })
  }
  const show = (finding: MergeFinding | null) => {
    if (!body.current) return
    const spanIn = (text: string) => finding && spanNow(finding, text)
    showBlock(body.current, finding?.block ?? null, spanIn)
  }
  return (
    <Suspense>
      <MergeReview
        story={story}
        doc={doc}
        readOnly={!mayWrite}
        onShow={show}
        onGo={go}
        onClose={close}
        onAgain={() => setOpen(true)}
      />
    </Suspense>
  )
}
