import { dictionary } from './words.ts'

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
    },
    es: {
      create: (text) => `Nuevo: «${text}»`,
      remove: (label) => `Quitar ${label}`,
      undo: 'Deshacer',
      dismiss: 'Descartar',
      close: 'Cerrar',
      cancel: 'Cancelar',
      messages: 'Mensajes',
    },
  },
)
