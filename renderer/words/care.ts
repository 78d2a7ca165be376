import { counted, dictionary } from './words.ts'

/** What a desk says when its own file was damaged, or cannot be opened or written. */
export const careWords = dictionary(
  {
    notSaved: 'Not saved',
    repaired: 'The file of this desk was damaged and has been repaired.',
    fromCopy: (time: string) =>
      `It began with the good copy of ${time}, and added everything that could be read.`,
    withoutCopy: 'Everything that could be read was brought over into a new file.',
    waits: (updates: number, commands: number) =>
      `${counted('en', updates, { one: '# change', other: '# changes' })} and ${counted('en', commands, { one: '# command', other: '# commands' })} that had not been sent are there and on their way.`,
    refetched: 'These stories are fetched from the newsroom again:',
    rest: 'The rest comes from the newsroom by itself.',
    kept: (place: string) => `The damaged file is kept: ${place}`,
    missing:
      'Some words written here last can no longer be read, and the newsroom does not have them. Please look at this story:',
    untitled: 'Untitled',
    understood: 'Understood',
    closedTitle: 'This desk cannot open its file',
    closedSafe: 'Nothing has been changed. Copydesk tries again by itself every few seconds.',
  },
  {
    ar: {
      notSaved: 'لم يُحفظ',
      repaired: 'كان ملف هذا المكتب تالفًا وقد أُصلح.',
      fromCopy: (time) =>
        `بدأ من النسخة السليمة المحفوظة في ${time}، ثم أضيف إليه كل ما أمكنت قراءته.`,
      withoutCopy: 'نُقل كل ما أمكنت قراءته إلى ملف جديد.',
      waits: (updates, commands) =>
        `ما لم يُرسل بعدُ موجود وفي طريقه: ${counted('ar', updates, { zero: 'لا تغييرات', one: 'تغيير واحد', two: 'تغييران', few: '# تغييرات', many: '# تغييرًا', other: '# تغيير' })}، و${counted('ar', commands, { zero: 'لا أوامر', one: 'أمر واحد', two: 'أمران', few: '# أوامر', many: '# أمرًا', other: '# أمر' })}.`,
      refetched: 'تُجلب هذه القصص من غرفة الأخبار مرة أخرى:',
      rest: 'ويصل الباقي من غرفة الأخبار تلقائيًا.',
      kept: (place) => `الملف التالف محفوظ هنا: ${place}`,
      missing:
        'تعذّرت قراءة بعض آخر ما كُتب هنا، وليس لدى غرفة الأخبار نسخة منه. راجع هذه القصة من فضلك:',
      untitled: 'بلا عنوان',
      understood: 'فهمت',
      closedTitle: 'لا يستطيع هذا المكتب فتح ملفه',
      closedSafe: 'لم يتغيّر شيء. يعيد كوبيدسك المحاولة تلقائيًا كل بضع ثوانٍ.',
    },
    es: {
      notSaved: 'Sin guardar',
      repaired: 'El archivo de este puesto estaba dañado y se ha reparado.',
      fromCopy: (time) => `Partió de la copia buena de ${time} y añadió todo lo que se pudo leer.`,
      withoutCopy: 'Todo lo que se pudo leer se pasó a un archivo nuevo.',
      waits: (updates, commands) =>
        `Lo que no se había enviado está aquí y sale ya: ${counted('es', updates, { one: '# cambio', other: '# cambios' })} y ${counted('es', commands, { one: '# orden', other: '# órdenes' })}.`,
      refetched: 'Estos textos se vuelven a pedir a la redacción:',
      rest: 'El resto llega solo desde la redacción.',
      kept: (place) => `El archivo dañado se conserva: ${place}`,
      missing:
        'Algunas de las últimas palabras escritas aquí ya no se pueden leer y la redacción no las tiene. Revise este texto:',
      untitled: 'Sin título',
      understood: 'Entendido',
      closedTitle: 'Este puesto no puede abrir su archivo',
      closedSafe: 'No se ha cambiado nada. Copydesk lo reintenta solo cada pocos segundos.',
    },
  },
)
