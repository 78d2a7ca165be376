import { counted, dictionary } from './words.ts'

/** Where a story stands, in a word; and what the desk says beside it. */
export const stateWords = dictionary(
  {
    draft: 'Draft',
    submitted: 'In review',
    returned: 'Returned',
    approved: 'Approved',
    scheduled: 'Scheduled',
    spiked: 'Spiked',
    live: 'Live',
    takenDown: 'Taken down',
    untitled: 'No headline yet',
    onItsWay: 'The text is on its way',
    notHere: 'Not on this device; open it to fetch it',
    words: (n: number) => counted('en', n, { one: '# word', other: '# words' }),
    minutes: (n: number) => `${n} min`,
    quote: (text: string) => `“${text}”`,
    goesLive: (clock: string) => `goes live ${clock}`,
    embargoUntil: (clock: string) => `embargo until ${clock}`,
    corrections: (n: number) => counted('en', n, { one: '# correction', other: '# corrections' }),
    editedSince: 'edited since',
    liveExists: 'live version exists',
    voided: 'approval undone by an edit',
    isNew: 'new',
    pending: 'waiting for the server',
  },
  {
    ar: {
      draft: 'مسودة',
      submitted: 'قيد المراجعة',
      returned: 'معادة',
      approved: 'معتمدة',
      scheduled: 'مجدولة',
      spiked: 'مستبعدة',
      live: 'منشورة',
      takenDown: 'مسحوبة',
      untitled: 'بلا عنوان بعد',
      onItsWay: 'النص في الطريق',
      notHere: 'ليست على هذا الجهاز؛ افتحها لجلبها',
      words: (n) =>
        counted('ar', n, {
          zero: 'بلا كلمات',
          one: 'كلمة واحدة',
          two: 'كلمتان',
          few: '# كلمات',
          many: '# كلمة',
          other: '# كلمة',
        }),
      minutes: (n) =>
        counted('ar', n, {
          one: 'دقيقة',
          two: 'دقيقتان',
          few: '# دقائق',
          many: '# دقيقة',
          other: '# دقيقة',
        }),
      quote: (text) => `«${text}»`,
      goesLive: (clock) => `تُنشر ${clock}`,
      embargoUntil: (clock) => `محظورة حتى ${clock}`,
      corrections: (n) =>
        counted('ar', n, {
          one: 'تصحيح واحد',
          two: 'تصحيحان',
          few: '# تصحيحات',
          many: '# تصحيحًا',
          other: '# تصحيح',
        }),
      editedSince: 'عُدّلت بعد النشر',
      liveExists: 'لها نسخة منشورة',
      voided: 'تعديلٌ ألغى الاعتماد',
      isNew: 'جديدة',
      pending: 'بانتظار الخادم',
    },
    es: {
      draft: 'Borrador',
      submitted: 'En revisión',
      returned: 'Devuelta',
      approved: 'Aprobada',
      scheduled: 'Programada',
      spiked: 'Descartada',
      live: 'Publicada',
      takenDown: 'Retirada',
      untitled: 'Sin titular todavía',
      onItsWay: 'El texto está en camino',
      notHere: 'No está en este equipo; ábrala para traerla',
      words: (n) => counted('es', n, { one: '# palabra', other: '# palabras' }),
      minutes: (n) => `${n} min`,
      quote: (text) => `«${text}»`,
      goesLive: (clock) => `se publica ${clock}`,
      embargoUntil: (clock) => `embargo hasta ${clock}`,
      corrections: (n) => counted('es', n, { one: '# corrección', other: '# correcciones' }),
      editedSince: 'editada después',
      liveExists: 'ya hay versión publicada',
      voided: 'una edición anuló la aprobación',
      isNew: 'nueva',
      pending: 'a la espera del servidor',
    },
  },
)

/** The three words for safety, and the fourth when something is wrong. */
export const safetyWords = dictionary(
  {
    onDevice: 'On this device',
    /** `age` is null while it is not worth a word. */
    waiting: (n: number, age: string | null) =>
      n > 0
        ? `Waiting · ${counted('en', n, { one: '# change', other: '# changes' })}${age ? `, ${age}` : ''}`
        : 'Waiting',
    waitingShort: 'Waiting',
    onServer: 'On server',
    notSaved: 'Not saved',
  },
  {
    ar: {
      onDevice: 'على هذا الجهاز',
      waiting: (n, age) =>
        n > 0
          ? `بانتظار الإرسال · ${counted('ar', n, {
              one: 'تغيير واحد',
              two: 'تغييران',
              few: '# تغييرات',
              many: '# تغييرًا',
              other: '# تغيير',
            })}${age ? `، ${age}` : ''}`
          : 'بانتظار الإرسال',
      waitingShort: 'بانتظار الإرسال',
      onServer: 'على الخادم',
      notSaved: 'لم يُحفظ',
    },
    es: {
      onDevice: 'En este equipo',
      waiting: (n, age) =>
        n > 0
          ? `En espera · ${counted('es', n, { one: '# cambio', other: '# cambios' })}${age ? `, ${age}` : ''}`
          : 'En espera',
      waitingShort: 'En espera',
      onServer: 'En el servidor',
      notSaved: 'Sin guardar',
    },
  },
)
