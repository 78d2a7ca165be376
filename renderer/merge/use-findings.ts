import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { checkUpdate } from '../../shared/document/encoding.ts'
import {
  type MergeFinding,
  onFindings,
  openFindings,
} from '../../shared/document/merge-findings.ts'
import { BadInput } from '../../shared/model/errors.ts'
import type { UserId } from '../../shared/model/ids.ts'
import { useNameOf } from '../bridge/people.ts'
import { useMe, useTimeZone } from '../bridge/session.ts'
import { clock } from '../words/clock.ts'
import { mergeWords } from '../words/merge.ts'
import { useLanguage, useWords } from '../words/use-words.ts'

/** Findings that nobody has settled, followed. */
export function useOpenFindings(doc: Y.Doc): readonly MergeFinding[] {
  const [open, setOpen] = useState(() => openFindings(doc).map(sound))
  useEffect(() => {
    const look = () => setOpen(openFindings(doc).map(sound))
    look()
    return onFindings(doc, look)
  }, [doc])
  return open
}

/** A remedy came from a colleague's desk: bytes that are no update are none. */
function sound(finding: MergeFinding): MergeFinding {
  if (!finding.remedy) return finding
  try {
    checkUpdate(finding.remedy)
    return finding
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { ...finding, remedy: null }
  }
}

/** A person's name; null for the person at this desk, who is spoken to. */
export function useWho(): (user: UserId | undefined) => string | null {
  const words = useWords(mergeWords)
  const nameOf = useNameOf()
  const me = useMe()?.id
  return (user) => {
    if (user !== undefined && user === me) return null
    return (user && nameOf(user)) || words.somebody
  }
}

/** "2 places to look at after merging with Salma, 14:05". */
export function useMergeSentence(): (findings: readonly MergeFinding[]) => string {
  const words = useWords(mergeWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const me = useMe()?.id
  const who = useWho()
  return (findings) => {
    const people = new Set(findings.flatMap(({ authors, others }) => [...authors, ...others]))
    const names = [...people].filter((user) => user !== me).map((user) => who(user) ?? '')
    const list = new Intl.ListFormat(language).format(names.length > 0 ? names : [words.somebody])
    const at = Math.max(...findings.map(({ foundAt }) => foundAt))
    return words.places(findings.length, list, clock(language, at, zone))
  }
}
