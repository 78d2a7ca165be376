import { EditionSwitch } from './EditionSwitch.tsx'
import type { FrameView } from './frame-view.ts'
import { RegionsBar } from './RegionsBar.tsx'
import { CompactMenu, SectionMenu } from './SectionMenu.tsx'
import { Time } from './Time.tsx'

export interface MastheadProps {
  readonly frame: FrameView
  /** On the front page the paper's name is the page's heading, with the slogan and the day. */
  readonly front?: boolean
}

/** The paper's name, the editions, the menus and the regions. */
export function Masthead({ frame, front = false }: MastheadProps) {
  const Name = front ? 'h1' : 'p'
  return (
    <header className={front ? 'masthead masthead-front' : 'masthead'}>
      <div className="masthead-top page">
        <Name className="paper-name">
          <a href={frame.home}>{frame.name}</a>
        </Name>
        {front && (
          <p className="slogan">
            {frame.slogan} <Time time={frame.today} />
          </p>
        )}
        <EditionSwitch frame={frame} />
        <CompactMenu frame={frame} />
      </div>
      <SectionMenu frame={frame} />
      <RegionsBar frame={frame} />
    </header>
  )
}
