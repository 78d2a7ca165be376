/** Failures of the desk's own disk, told apart by what helps. */
import type { DiskTrouble } from '../../../shared/ipc/care.ts'
import { NewsroomError } from '../../../shared/model/errors.ts'
import type { Labels } from '../../../shared/model/vocabulary.ts'
import { whyRefused } from './why-refused.ts'

export type StoreFailureCode = DiskTrouble

/** SQLite's primary result codes. */
const byResultCode: Readonly<Record<number, StoreFailureCode>> = {
  5: 'store-locked',
  6: 'store-locked',
  8: 'disk-read-only',
  10: 'disk-failing',
  11: 'store-damaged',
  13: 'disk-full',
  14: 'disk-failing',
  26: 'store-damaged',
}

interface Sentence {
  readonly why: Labels
  readonly remedy: Labels
}

/** Why nothing could be written, and what the person can do. */
export const storeFailureText: Record<StoreFailureCode, Sentence> = {
  'disk-full': {
    why: {
      en: 'The disk of this computer is full.',
      ar: 'قرص هذا الحاسوب ممتلئ.',
      es: 'El disco de este equipo está lleno.',
    },
    remedy: {
      en: 'Your words are kept in this window: leave it open. Free some space: they are saved as soon as there is room.',
      ar: 'كلماتك محفوظة في هذه النافذة فأبقِها مفتوحة. أفرغ بعض المساحة، وستُحفظ على القرص فور توفر مكان.',
      es: 'Su texto sigue en esta ventana: manténgala abierta. Libere espacio: se guarda en cuanto haya sitio.',
    },
  },
  'disk-read-only': {
    why: {
      en: 'The folder of this app cannot be written to.',
      ar: 'لا يمكن الكتابة في مجلد هذا التطبيق.',
      es: 'No se puede escribir en la carpeta de esta aplicación.',
    },
    remedy: {
      en: 'Your words are kept in this window: leave it open. Ask for permission to write to the folder. If the whole disk is read-only, copy your words out of this window and have the disk checked.',
      ar: 'كلماتك محفوظة في هذه النافذة فأبقِها مفتوحة. اطلب إذن الكتابة في المجلد. وإن كان القرص كله للقراءة فقط فانسخ كلماتك من هذه النافذة واطلب فحص القرص.',
      es: 'Su texto sigue en esta ventana: manténgala abierta. Pida permiso para escribir en la carpeta. Si todo el disco es de solo lectura, copie su texto fuera de ella y haga revisar el disco.',
    },
  },
  'store-locked': {
    why: {
      en: 'Another program is using the file of this desk.',
      ar: 'برنامج آخر يستخدم ملف هذا المكتب.',
      es: 'Otro programa tiene ocupado el archivo de este puesto.',
    },
    remedy: {
      en: 'Your words are kept in this window: leave it open. Close other copies of Copydesk and backup programs: the words are then saved by themselves.',
      ar: 'كلماتك محفوظة في هذه النافذة فأبقِها مفتوحة. أغلق نسخ كوبيدسك الأخرى وبرامج النسخ الاحتياطي، وعندها تُحفظ على القرص تلقائيًا.',
      es: 'Su texto sigue en esta ventana: manténgala abierta. Cierre otras copias de Copydesk y los programas de respaldo: después se guarda solo.',
    },
  },
  'store-damaged': {
    why: {
      en: 'The file of this desk is damaged.',
      ar: 'ملف هذا المكتب تالف.',
      es: 'El archivo de este puesto está dañado.',
    },
    remedy: {
      en: 'It is being repaired from its last good copy and everything that can be read. Keep this window open.',
      ar: 'يجري إصلاحه من آخر نسخة سليمة ومن كل ما يمكن قراءته. أبقِ هذه النافذة مفتوحة.',
      es: 'Se está reparando con su última copia buena y todo lo que se puede leer. Mantenga abierta esta ventana.',
    },
  },
  'disk-failing': {
    why: {
      en: 'The disk of this computer reports an error.',
      ar: 'يبلّغ قرص هذا الحاسوب عن خطأ.',
      es: 'El disco de este equipo informa de un error.',
    },
    remedy: {
      en: 'Copy your words out of this window and have the disk checked.',
      ar: 'انسخ كلماتك من هذه النافذة واطلب فحص القرص.',
      es: 'Copie su texto fuera de esta ventana y haga revisar el disco.',
    },
  },
}

/** The disk did not take it. Worth trying again: nothing was changed. */
export class StoreFailure extends NewsroomError {
  readonly code: StoreFailureCode
  readonly retry = 'later'
  override readonly remedy: string
  constructor(code: StoreFailureCode, cause: unknown) {
    super(storeFailureText[code].why.en, { cause })
    this.code = code
    this.remedy = storeFailureText[code].remedy.en
  }
}

const resultCodeOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  // Extended result codes carry the primary one in their low byte.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

/** What the system says of a folder or file that is no database yet. */
const bySystemCode: Readonly<Record<string, StoreFailureCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'disk-read-only',
  EACCES: 'disk-read-only',
  EPERM: 'disk-read-only',
  EIO: 'disk-failing',
}

const systemCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** A failure of SQLite or of the disk as a `StoreFailure`; anything else as it was. */
export function asStoreFailure(error: unknown, file?: string): unknown {
  const resultCode = resultCodeOf(error)
  const code =
    resultCode === undefined ? bySystemCode[systemCodeOf(error)] : byResultCode[resultCode]
  if (!code) return error
  // SQLite's word for it covers many reasons; the disk knows which.
  const asked = code === 'disk-failing' && file !== undefined ? whyRefused(file) : null
  return new StoreFailure(bySystemCode[systemCodeOf(asked)] ?? code, error)
}
