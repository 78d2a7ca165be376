/** Why the desk is not in touch with the server, in words for the person at the screen. */
import { NewsroomError } from '../../../../shared/model/errors.ts'
import type { Labels } from '../../../../shared/model/vocabulary.ts'
import { StoreFailure, storeFailureText } from '../../store/store-failure.ts'

const words = (en: string, ar: string, es: string): Labels => ({ en, ar, es })

export const syncWords = {
  unreachable: words(
    'The server does not answer. Your work is on this device and leaves as soon as it does.',
    'الخادم لا يستجيب. عملك محفوظ على هذا الجهاز ويُرسل فور استجابته.',
    'El servidor no responde. Su trabajo está en este equipo y saldrá en cuanto responda.',
  ),
  captivePortal: words(
    'This network wants you to sign in first. Open any web page to do so; your work is on this device.',
    'تطلب هذه الشبكة تسجيل الدخول إليها أولًا. افتح أي صفحة ويب لتفعل ذلك؛ عملك محفوظ على هذا الجهاز.',
    'Esta red pide que inicie sesión primero. Abra cualquier página web para hacerlo; su trabajo está en este equipo.',
  ),
  garbled: words(
    'What arrives from the server is damaged on its way. Your work is on this device; the line is tried again.',
    'ما يصل من الخادم يتلف في الطريق. عملك محفوظ على هذا الجهاز؛ وستُعاد المحاولة.',
    'Lo que llega del servidor se daña en el camino. Su trabajo está en este equipo; se intentará de nuevo.',
  ),
  unreadableText: words(
    'The server sent text that cannot be read, and it was left out. What is here is untouched.',
    'أرسل الخادم نصًا لا يمكن قراءته فتُرك. ما هنا لم يُمسّ.',
    'El servidor envió texto ilegible y se descartó. Lo que hay aquí sigue intacto.',
  ),
  wrongClock: words(
    'The clock of this computer is wrong. Times here are the newsroom’s; set the clock right when you can.',
    'ساعة هذا الحاسوب غير مضبوطة. الأوقات هنا هي أوقات غرفة الأخبار؛ اضبط الساعة حين تستطيع.',
    'El reloj de este equipo no va bien. Las horas de aquí son las de la redacción; póngalo en hora cuando pueda.',
  ),
  signInAgain: words(
    'The sign-in has ended. Sign in again to send your work; it is safe on this device.',
    'انتهى تسجيل الدخول. سجّل الدخول من جديد لإرسال عملك؛ وهو محفوظ على هذا الجهاز.',
    'La sesión terminó. Inicie sesión de nuevo para enviar su trabajo; está a salvo en este equipo.',
  ),
  accountClosed: words(
    'This account was closed by an administrator. What only you have written is still on this device.',
    'أغلق أحد المسؤولين هذا الحساب. ما كتبته أنت وحدك لا يزال على هذا الجهاز.',
    'Un administrador cerró esta cuenta. Lo que solo usted ha escrito sigue en este equipo.',
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
  muchAtOnce: words(
    'Much leaves this device at once; the server takes it bit by bit. It is safe here until then.',
    'يغادر هذا الجهاز الكثير دفعة واحدة، ويأخذه الخادم شيئًا فشيئًا. وهو محفوظ هنا حتى ذلك الحين.',
    'Sale mucho de este equipo a la vez; el servidor lo toma poco a poco. Hasta entonces está a salvo aquí.',
  ),
  refusedText: words(
    'The server does not take text that was written here. It stays on this device.',
    'لا يقبل الخادم نصًا كُتب هنا. يبقى النص على هذا الجهاز.',
    'El servidor no acepta texto escrito aquí. Se conserva en este equipo.',
  ),
  storeFull: words(
    'The server has no space left for pictures. Yours are safe on this device and leave when there is.',
    'لم تبقَ على الخادم مساحة للصور. صورك محفوظة على هذا الجهاز وتُرسل حين تتوفر مساحة.',
    'El servidor no tiene más espacio para imágenes. Las suyas están a salvo en este equipo y saldrán cuando lo haya.',
  ),
  storeAway: words(
    'The server cannot keep pictures just now. Yours are safe on this device and leave when it can.',
    'لا يستطيع الخادم حفظ الصور الآن. صورك محفوظة على هذا الجهاز وتُرسل حين يستطيع.',
    'El servidor no puede guardar imágenes ahora. Las suyas están a salvo en este equipo y saldrán cuando pueda.',
  ),
} as const satisfies Record<string, Labels>

/** Why a sign-in has ended. */
export const signInWords = {
  'not-signed-in': syncWords.signInAgain,
  'account-closed': syncWords.accountClosed,
} as const satisfies Record<string, Labels>

/** Why a line that was not left ended; a server that leaves is no problem to tell anybody of. */
export const lineWords = {
  protocol: syncWords.protocol,
  portal: syncWords.captivePortal,
  garbled: syncWords.garbled,
  lost: syncWords.unreachable,
} as const satisfies Record<string, Labels>

/** A failure of some part of the sync as a sentence. */
export function problemOf(error: unknown): Labels {
  if (error instanceof StoreFailure) return storeFailureText[error.code].why
  if (error instanceof NewsroomError) {
    if (error.code === 'server-unreachable') return syncWords.unreachable
    if (error.code === 'wrong-protocol') return syncWords.protocol
    if (error.code === 'garbled-answer') return syncWords.garbled
    if (error.code === 'too-much-at-once') return syncWords.muchAtOnce
    if (error.code === 'captive-portal') return syncWords.captivePortal
    if (error.code === 'store-full') return syncWords.storeFull
    if (error.code === 'store-unavailable') return syncWords.storeAway
  }
  const text = error instanceof Error ? error.message : String(error)
  return { en: text, ar: text, es: text }
}
