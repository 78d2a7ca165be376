import { useEffect, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useAction } from '../../bridge/actions.ts'
import { changeSettings, useSettings } from '../../bridge/settings.ts'
import { Splitter } from '../../ui/Splitter.tsx'
import { inspectorWords } from '../../words/inspector.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { number } from '../../words/words.ts'
import { focusPlace } from '../jumps.ts'
import { useMayWrite } from '../may-write.ts'
import { useStory } from '../story-context.ts'
import { useCheckCount } from '../use-check-count.ts'
import { ChecksTab } from './ChecksTab.tsx'
import { MediaTab } from './MediaTab.tsx'
import { StoryTab } from './StoryTab.tsx'
import './inspector.css'

const tabs = ['story', 'media', 'checks'] as const
type TabName = (typeof tabs)[number]

/** The tab that was open, kept from story to story. */
let lastTab: TabName = 'story'

/** Fields, pictures and checks of the story, at the end of the window. */
export function Inspector() {
  const words = useWords(inspectorWords)
  const { inspectorOpen, inspectorWidth } = useSettings()
  const { jumps } = useStory()
  const mayWrite = useMayWrite()
  const [tab, setTab] = useState<TabName>(lastTab)
  const [moving, setMoving] = useState<number | null>(null)
  const width = moving ?? inspectorWidth
  const show = (name: TabName) => {
    lastTab = name
    setTab(name)
  }
  useAction('toggle-inspector', () => changeSettings({ inspectorOpen: !inspectorOpen }))
  useAction('checks', () => {
    const isShown = inspectorOpen && tab === 'checks'
    changeSettings({ inspectorOpen: !isShown })
    if (!isShown) {
      show('checks')
      focusPlace('checks')
    }
  })
  useEffect(
    () =>
      jumps.guide(({ at }) => {
        if (at !== 'section' && at !== 'media') return false
        changeSettings({ inspectorOpen: true })
        lastTab = at === 'media' ? 'media' : 'story'
        setTab(lastTab)
        return focusPlace(at)
      }),
    [jumps],
  )
  if (!inspectorOpen) return null
  return (
    <>
      <Splitter
        label={words.resize}
        pane="end"
        value={width}
        min={240}
        max={560}
        initial={300}
        onMove={setMoving}
        onRest={(value) => {
          changeSettings({ inspectorWidth: value })
          setMoving(null)
        }}
      />
      <aside
        className="inspector"
        data-pane="inspector"
        aria-label={words.inspector}
        style={{ inlineSize: width }}
        tabIndex={-1}
      >
        <Tabs
          className="inspector-tabs"
          selectedKey={tab}
          onSelectionChange={(key) => show(key as TabName)}
        >
          <TabList aria-label={words.inspector} className="inspector-tab-list">
            {tabs.map((name) => (
              <Tab key={name} id={name} className="inspector-tab">
                {words.tabs[name]}
                {name === 'checks' && <CheckCount />}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="story" className="inspector-panel">
            <div className="inspector-fields" inert={!mayWrite}>
              <StoryTab />
            </div>
          </TabPanel>
          <TabPanel id="media" className="inspector-panel">
            <MediaTab />
          </TabPanel>
          <TabPanel id="checks" className="inspector-panel inspector-checks">
            <ChecksTab />
          </TabPanel>
        </Tabs>
      </aside>
    </>
  )
}

function CheckCount() {
  const language = useLanguage()
  const { lines, blocks } = useCheckCount()
  if (lines === 0) return null
  return (
    <span className="check-count" data-blocks={blocks || undefined}>
      {number(language, lines)}
    </span>
  )
}
