import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classNames } from './class-names.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly width?: 'narrow' | 'wide' | 'full'
  /** The title is for screen readers only. */
  readonly bare?: boolean
}

/** A dialog over the window: holds the focus, closes with Escape or a press beside it, gives the focus back. */
export function Dialog({ title, onClose, children, width = 'narrow', bare = false }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={classNames('dialog-veil', width === 'full' && 'dialog-veil-full')}
    >
      <Modal className={`dialog dialog-${width}`}>
        <AriaDialog className="dialog-body">
          <Heading slot="title" className={bare ? 'visually-hidden' : 'dialog-title'}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The row of buttons at a dialog's end. */
export const DialogButtons = ({ children }: { children: ReactNode }) => (
  <div className="dialog-buttons">{children}</div>
)
