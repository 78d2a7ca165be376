import { counted, dictionary } from './words.ts'

/** Words for pictures between this desk and the server. */
export const pictureRoadWords = dictionary(
  {
    onTheirWay: (n: number) =>
      counted('en', n, {
        one: '# picture still on its way',
        other: '# pictures still on their way',
      }),
    onTheirWayNote: 'Publication waits until the server has them',
    elsewhereNote: 'On a colleague’s device. Publication waits for them',
    refused: (n: number) =>
      counted('en', n, {
        one: '# picture cannot go to the server',
        other: '# pictures cannot go to the server',
      }),
    refusedNote: 'The Media tab says why and lets you try again',
    look: 'Look',
    retry: 'Try again',
    retryFailed: 'The picture could not be sent again',
    why: {
      'bad-picture': 'The server cannot read this picture.',
      'picture-damaged-here': 'The file on this device is damaged. Add the picture again.',
      'wrong-hash': 'The picture arrives changed. Check the network, then add it again.',
      'not-allowed': 'You may not add pictures in this newsroom.',
      other: 'The server does not take this picture.',
    },
  },
  {
    ar: {
      onTheirWay: (n: number) =>
        counted('ar', n, {
          one: 'صورة واحدة ما زالت في الطريق',
          two: 'صورتان ما زالتا في الطريق',
          few: '# صور ما زالت في الطريق',
          many: '# صورة ما زالت في الطريق',
          other: '# صورة ما زالت في الطريق',
        }),
      onTheirWayNote: 'ينتظر النشر وصولها إلى الخادم',
      elsewhereNote: 'هي على جهاز زميل. ينتظر النشر وصولها',
      refused: (n: number) =>
        counted('ar', n, {
          one: 'صورة واحدة لا يمكن إرسالها إلى الخادم',
          two: 'صورتان لا يمكن إرسالهما إلى الخادم',
          few: '# صور لا يمكن إرسالها إلى الخادم',
          many: '# صورة لا يمكن إرسالها إلى الخادم',
          other: '# صورة لا يمكن إرسالها إلى الخادم',
        }),
      refusedNote: 'السبب في تبويب الصور، ومنه تعاد المحاولة',
      look: 'انظر',
      retry: 'حاول من جديد',
      retryFailed: 'تعذّر إرسال الصورة من جديد',
      why: {
        'bad-picture': 'لا يستطيع الخادم قراءة هذه الصورة.',
        'picture-damaged-here': 'الملف على هذا الجهاز تالف. أضف الصورة من جديد.',
        'wrong-hash': 'تصل الصورة متغيرة. افحص الشبكة ثم أضفها من جديد.',
        'not-allowed': 'لا يحق لك إضافة صور في غرفة الأخبار هذه.',
        other: 'لا يقبل الخادم هذه الصورة.',
      },
    },
    es: {
      onTheirWay: (n: number) =>
        counted('es', n, {
          one: '# imagen aún en camino',
          other: '# imágenes aún en camino',
        }),
      onTheirWayNote: 'La publicación espera a que el servidor las tenga',
      elsewhereNote: 'En el equipo de un colega. La publicación las espera',
      refused: (n: number) =>
        counted('es', n, {
          one: '# imagen no puede ir al servidor',
          other: '# imágenes no pueden ir al servidor',
        }),
      refusedNote: 'La pestaña Imágenes dice por qué y permite reintentar',
      look: 'Mirar',
      retry: 'Reintentar',
      retryFailed: 'No se pudo enviar la imagen de nuevo',
      why: {
        'bad-picture': 'El servidor no puede leer esta imagen.',
        'picture-damaged-here': 'El archivo de este equipo está dañado. Añada la imagen de nuevo.',
        'wrong-hash': 'La imagen llega alterada. Revise la red y añádala de nuevo.',
        'not-allowed': 'No puede añadir imágenes en esta redacción.',
        other: 'El servidor no acepta esta imagen.',
      },
    },
  },
)

type Why = (typeof pictureRoadWords)['en']['why']

/** Why a picture stays on this device, by the code of its failure. */
export const whyRefused = (why: Why, code: string): string =>
  Object.hasOwn(why, code) ? why[code as keyof Why] : why.other
