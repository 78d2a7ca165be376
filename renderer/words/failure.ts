import { NewsroomError } from '../../shared/model/errors.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { dictionary } from './words.ts'

/** Why something was not done and what helps, by the code of the failure. */
const failureWords = dictionary(
  {
    'disk-full': 'The disk of this computer is full. Free some space, then try again.',
    'disk-read-only':
      'Copydesk may not write to its folder on this computer. Ask for permission, then try again.',
    'disk-failing': 'The disk of this computer reports an error. Have it checked.',
    'store-locked':
      'Another program uses the file of this desk. Close other copies of Copydesk and backup programs, then try again.',
    'store-damaged': 'The file of this desk is being repaired. Try again in a moment.',
    'engine-restarted': 'A part of Copydesk has just started anew. Nothing is lost; try again.',
    'server-unreachable':
      'The server does not answer. Nothing is lost; try again when the network is back.',
    'captive-portal': 'This network wants you to sign in to it first.',
    'signed-out': 'Nobody is signed in on this device. Sign in, then try again.',
    'not-signed-in': 'The sign-in has ended. Sign in again; what you wrote is on this device.',
    'story-not-here':
      'Its text is not on this device. The server is asked for it as soon as it can be reached.',
    'not-allowed': 'Your roles do not allow it. A chief of the desk can help.',
  },
  {
    ar: {
      'disk-full': 'قرص هذا الحاسوب ممتلئ. أفرغ بعض المساحة ثم حاول من جديد.',
      'disk-read-only':
        'لا يُسمح لكوبيدسك بالكتابة في مجلده على هذا الحاسوب. اطلب الإذن ثم حاول من جديد.',
      'disk-failing': 'يبلّغ قرص هذا الحاسوب عن خطأ. اطلب فحصه.',
      'store-locked':
        'برنامج آخر يستخدم ملف هذا المكتب. أغلق نسخ كوبيدسك الأخرى وبرامج النسخ الاحتياطي ثم حاول من جديد.',
      'store-damaged': 'يجري إصلاح ملف هذا المكتب. حاول من جديد بعد لحظات.',
      'engine-restarted': 'بدأ جزء من كوبيدسك من جديد للتو. لم يُفقد شيء؛ حاول مرة أخرى.',
      'server-unreachable': 'الخادم لا يستجيب. لم يُفقد شيء؛ حاول من جديد حين تعود الشبكة.',
      'captive-portal': 'تطلب هذه الشبكة تسجيل الدخول إليها أولًا.',
      'signed-out': 'لم يسجّل أحد الدخول على هذا الجهاز. سجّل الدخول ثم حاول من جديد.',
      'not-signed-in': 'انتهى تسجيل الدخول. سجّل الدخول من جديد؛ ما كتبته على هذا الجهاز.',
      'story-not-here': 'نصها ليس على هذا الجهاز. يُطلب من الخادم فور إمكان الوصول إليه.',
      'not-allowed': 'لا تسمح أدوارك بذلك. يمكن لرئيس المكتب أن يساعدك.',
    },
    es: {
      'disk-full': 'El disco de este equipo está lleno. Libere espacio e inténtelo de nuevo.',
      'disk-read-only':
        'Copydesk no puede escribir en su carpeta de este equipo. Pida permiso e inténtelo de nuevo.',
      'disk-failing': 'El disco de este equipo informa de un error. Hágalo revisar.',
      'store-locked':
        'Otro programa usa el archivo de este puesto. Cierre otras copias de Copydesk y los programas de respaldo e inténtelo de nuevo.',
      'store-damaged': 'Se está reparando el archivo de este puesto. Inténtelo en un momento.',
      'engine-restarted':
        'Una parte de Copydesk acaba de arrancar de nuevo. No se perdió nada; inténtelo otra vez.',
      'server-unreachable':
        'El servidor no responde. No se perdió nada; inténtelo cuando vuelva la red.',
      'captive-portal': 'Esta red pide que inicie sesión en ella primero.',
      'signed-out': 'Nadie ha iniciado sesión en este equipo. Inicie sesión e inténtelo de nuevo.',
      'not-signed-in': 'La sesión terminó. Inicie sesión de nuevo; lo escrito está en este equipo.',
      'story-not-here':
        'Su texto no está en este equipo. Se le pide al servidor en cuanto se lo alcance.',
      'not-allowed': 'Sus funciones no lo permiten. Un jefe de la mesa puede ayudarle.',
    },
  },
)

/** A failure as a sentence; one without words of its own as whoever met it says it. */
export function failureSentence(language: Language, failure: unknown): string {
  const words = failureWords[language]
  if (!(failure instanceof Error)) return String(failure)
  if (!(failure instanceof NewsroomError)) return failure.message
  const { code, message, remedy } = failure
  if (Object.hasOwn(words, code)) return words[code as keyof typeof words]
  const parts = [message, remedy].filter((part) => part !== undefined)
  return parts.map((part) => (/[.!?؟]$/.test(part) ? part : `${part}.`)).join(' ')
}
