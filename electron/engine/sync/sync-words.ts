/** Why the desk is not in touch with the server, in words for the person at the screen. */
import { NewsroomError } from '../../../shared/model/errors.ts'
import type { Labels } from '../../../shared/model/vocabulary.ts'
import { StoreFailure, storeFailureText } from '../store/store-failure.ts'

const words = (en: string, ar: string, es: string): Labels => ({ en, ar, es })

export const syncWords = {
  unreachable: words(
    'The server does not answer. Your work is on this device and leaves as soon as it does.',
    'الخادم لا يستجيب. عملك محفوظ على هذا الجهاز ويُرسل فور استجابته.',
    'El servidor no responde. Su trabajo está en este equipo y saldrá en cuanto responda.',
  ),
  signInAgain: words(
    'The sign-in has ended. Sign in again to send your work; it is safe on this device.',
    'انتهى تسجيل الدخول. سجّل الدخول من جديد لإرسال عملك؛ وهو محفوظ على هذا الجهاز.',
    'La sesión terminó. Inicie sesión de nuevo para enviar su trabajo; está a salvo en este equipo.',
  ),
  noKeyring: words(
    'This computer has no keyring, so the sign-in was not kept. Sign in again to send your work.',
    'لا توجد في هذا الحاسوب حافظة مفاتيح، لذا لم يُحفظ تسجيل الدخول. سجّل الدخول من جديد لإرسال عملك.',
    'Este equipo no tiene llavero y la sesión no se guardó. Inicie sesión de nuevo para enviar su trabajo.',
  ),
  protocol: words(
    'This version of Copydesk and the server do not understand each other. Install the newest one.',
    'هذا الإصدار من Copydesk والخادم لا يتفاهمان. ثبّت الإصدار الأحدث.',
    'Esta versión de Copydesk y el servidor no se entienden. Instale la más reciente.',
  ),
  refusedText: words(
    'The server does not take text that was written here. It stays on this device.',
    'لا يقبل الخادم نصًا كُتب هنا. يبقى النص على هذا الجهاز.',
    'El servidor no acepta texto escrito aquí. Se conserva en este equipo.',
  ),
} as const satisfies Record<string, Labels>

/** A failure of some part of the sync as a sentence. */
export function problemOf(error: unknown): Labels {
  if (error instanceof StoreFailure) return storeFailureText[error.code].why
  if (error instanceof NewsroomError && error.code === 'server-unreachable') {
    return syncWords.unreachable
  }
  const text = error instanceof Error ? error.message : String(error)
  return { en: text, ar: text, es: text }
}
