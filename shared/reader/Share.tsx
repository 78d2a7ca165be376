import type { Language } from '../model/vocabulary.ts'
import type { ShareLink, ShareView } from './share-view.ts'
import { readerWords } from './words.ts'

export interface ShareProps {
  readonly share: ShareView
  readonly language: Language
}

/** Plain drawings of our own, 16 × 16. */
const icons: Record<ShareLink['service'] | 'copy', string> = {
  x: 'M3 3l10 10M13 3L3 13',
  facebook: 'M11 2.5H9.6C8 2.5 7.3 3.4 7.3 5v9M5 7.6h5.2',
  whatsapp: 'M2.5 13.5l.9-3a5.6 5.6 0 1 1 2.1 2.1zM6 6.2c.2 2 1.8 3.6 3.8 3.8',
  telegram: 'M14 2.8L1.8 7.4l4 1.5L7.5 13.6l2.2-2.8 3 2.1zM5.8 8.9L14 2.8',
  mail: 'M2 4h12v8.5H2zM2 4.6l6 4.6 6-4.6',
  copy: 'M6.7 9.3l2.6-2.6M7.3 5l1.8-1.8a2.6 2.6 0 0 1 3.7 3.7L11 8.7M8.7 11l-1.8 1.8a2.6 2.6 0 0 1-3.7-3.7L5 7.3',
}

/** Links to other services, and a button that copies the address (shown by the page's script). */
export function Share({ share, language }: ShareProps) {
  const words = readerWords[language]
  return (
    <ul className="share" aria-label={words.share}>
      {share.links.map((link) => (
        <li key={link.service}>
          <a href={link.href} rel="noopener noreferrer" aria-label={link.label} title={link.name}>
            <Icon path={icons[link.service]} />
          </a>
        </li>
      ))}
      <li>
        <button
          type="button"
          data-copy={share.url}
          data-copied={words.linkCopied}
          aria-label={words.copyLink}
          title={words.copyLink}
          hidden
        >
          <Icon path={icons.copy} />
        </button>
        <span className="share-status" role="status" />
      </li>
    </ul>
  )
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
