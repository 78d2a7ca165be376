import { counted, dictionary } from './words.ts'

/** Words of the shared controls. */
export const uiWords = dictionary(
  {
    create: (text: string) => `New: “${text}”`,
    remove: (label: string) => `Remove ${label}`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    close: 'Close',
    cancel: 'Cancel',
    messages: 'Messages',
    times: (n: number) => counted('en', n, { one: 'once', other: '# times' }),
  },
  {
    ar: {
      create: (text) => `جديد: «${text}»`,
      remove: (label) => `أزل ${label}`,
      undo: 'تراجع',
      dismiss: 'أغلق الرسالة',
      close: 'إغلاق',
      cancel: 'إلغاء',
      messages: 'رسائل',
      times: (n) =>
        counted('ar', n, {
          one: 'مرة',
          two: 'مرتان',
          few: '# مرات',
          many: '# مرة',
          other: '# مرة',
        }),
    },
    es: {
      create: (text) => `Nuevo: «${text}»`,
      remove: (label) => `Quitar ${label}`,
      undo: 'Deshacer',
      dismiss: 'Descartar',
      close: 'Cerrar',
      cancel: 'Cancelar',
      messages: 'Mensajes',
      times: (n) => counted('es', n, { one: '# vez', other: '# veces' }),
    },
  },
)
