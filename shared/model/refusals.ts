/** Why a command was refused: a value of the domain, with a sentence in each desk language. */
import { z } from 'zod'
import type { Labels } from './vocabulary.ts'

export const refusalCodes = [
  'not-allowed',
  'own-story',
  'stage-moved-on',
  'version-moved-on',
  'under-embargo',
  'time-passed',
  'correction-note-missing',
  'not-live',
  'no-change',
  'unknown-story',
  'unknown-line',
  'exists-already',
  'headline-missing',
  'section-missing',
  'rights-blocked',
  'pictures-on-their-way',
  'text-incomplete',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>

export const refusalText: Record<RefusalCode, Labels> = {
  'not-allowed': {
    en: 'Your role on this desk does not allow it. Ask a desk chief.',
    ar: 'دورك في هذا المكتب لا يسمح بذلك. اسأل رئيس المكتب.',
    es: 'Su función en esta mesa no lo permite. Consulte al jefe de mesa.',
  },
  'own-story': {
    en: 'Nobody approves their own story. Another desk chief must read it.',
    ar: 'لا أحد يعتمد قصته بنفسه. يجب أن يقرأها رئيس مكتب آخر.',
    es: 'Nadie aprueba su propia nota. Debe leerla otro jefe de mesa.',
  },
  'stage-moved-on': {
    en: 'The story has moved to another stage meanwhile.',
    ar: 'انتقلت القصة إلى مرحلة أخرى في هذه الأثناء.',
    es: 'La nota pasó a otra etapa mientras tanto.',
  },
  'version-moved-on': {
    en: 'The text has changed since you read it. Read the changes, then decide.',
    ar: 'تغيّر النص منذ قرأته. اقرأ التغييرات ثم قرّر.',
    es: 'El texto cambió desde que lo leyó. Lea los cambios y decida.',
  },
  'under-embargo': {
    en: 'The embargo has not ended yet.',
    ar: 'لم ينتهِ الحظر بعد.',
    es: 'El embargo aún no ha terminado.',
  },
  'time-passed': {
    en: 'That time has passed. Choose a later one.',
    ar: 'هذا الوقت قد مضى. اختر وقتًا لاحقًا.',
    es: 'Esa hora ya pasó. Elija una posterior.',
  },
  'correction-note-missing': {
    en: 'The story is live: say what was corrected, for readers.',
    ar: 'القصة منشورة: اكتب للقراء ما الذي صُحّح.',
    es: 'La nota está publicada: explique a los lectores qué se corrigió.',
  },
  'not-live': {
    en: 'The story is not live.',
    ar: 'القصة غير منشورة.',
    es: 'La nota no está publicada.',
  },
  'no-change': {
    en: 'Nothing has changed since the live version.',
    ar: 'لم يتغيّر شيء منذ النسخة المنشورة.',
    es: 'Nada ha cambiado desde la versión publicada.',
  },
  'unknown-story': {
    en: 'The server does not know this story.',
    ar: 'الخادم لا يعرف هذه القصة.',
    es: 'El servidor no conoce esta nota.',
  },
  'unknown-line': {
    en: 'The server does not know this breaking line.',
    ar: 'الخادم لا يعرف هذا الخبر العاجل.',
    es: 'El servidor no conoce esta línea urgente.',
  },
  'exists-already': {
    en: 'It exists already.',
    ar: 'موجود من قبل.',
    es: 'Ya existe.',
  },
  'headline-missing': {
    en: 'The headline is empty.',
    ar: 'العنوان فارغ.',
    es: 'Falta el titular.',
  },
  'section-missing': {
    en: 'No section is chosen.',
    ar: 'لم يُختر قسم.',
    es: 'No se eligió sección.',
  },
  'rights-blocked': {
    en: 'A picture lacks its credit or its alt text.',
    ar: 'صورة ينقصها المصدر أو النص البديل.',
    es: 'A una imagen le falta el crédito o el texto alternativo.',
  },
  'pictures-on-their-way': {
    en: 'A picture of this story has not reached the server yet. Publish when it is there.',
    ar: 'صورة في هذه القصة لم تصل إلى الخادم بعد. انشر عند وصولها.',
    es: 'Una imagen de esta nota aún no ha llegado al servidor. Publique cuando esté allí.',
  },
  'text-incomplete': {
    en: 'Part of this text has not reached the server; it asks the desks for it. Try again when it is there.',
    ar: 'جزء من هذا النص لم يصل إلى الخادم، وهو يطلبه من الأجهزة. أعد المحاولة عند وصوله.',
    es: 'Parte de este texto no ha llegado al servidor, que la pide a los equipos. Inténtelo cuando esté allí.',
  },
}
