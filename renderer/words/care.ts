import { counted, dictionary } from './words.ts'

/** What a desk says when its own file was damaged or cannot be opened, or the server was restored. */
export const careWords = dictionary(
  {
    notSaved: 'Not saved',
    notices: 'Notices of this desk',
    repaired: 'The file of this desk was damaged and has been repaired.',
    fromCopy: (time: string) =>
      `It was rebuilt from the good copy of ${time}, and from everything that could still be read.`,
    withoutCopy: 'Everything that could be read was brought over into a new file.',
    waits: (updates: number, commands: number) =>
      `${counted('en', updates, { one: '# change', other: '# changes' })} and ${counted('en', commands, { one: '# command', other: '# commands' })} that had not been sent are there and will be sent.`,
    refetched: 'These stories are fetched from the newsroom again:',
    rest: 'The rest comes from the newsroom by itself.',
    kept: (place: string) => `The damaged file is kept in this desk’s folder: ${place}`,
    missing:
      'Some words written here last can no longer be read, and the newsroom does not have them. Please look at this story:',
    notCompared:
      'So much was written in this story here and elsewhere at the same time that not all of it could be compared. Please read it through:',
    restored: 'The newsroom’s server was restored from a backup.',
    restoredTo: (time: string) => `The newsroom’s server was restored from the backup of ${time}.`,
    sentAgain: (n: number) =>
      `The text of ${counted('en', n, { one: '# story', other: '# stories' })} on this device was sent to it again, whole.`,
    askedAgain: (n: number) =>
      `${counted('en', n, { one: '# story, topic or breaking line', other: '# stories, topics and breaking lines' })} made since then came back from here; breaking lines are drafts now.`,
    nothingLost: 'Nothing of yours has to be decided again.',
    decideAgain:
      'What was decided since then has to be decided again. These stories stood further:',
    was: (stage: string) => `was: ${stage}`,
    more: (n: number) => counted('en', n, { one: 'and # more', other: 'and # more' }),
    untitled: 'Untitled',
    understood: 'Understood',
    closedTitle: 'Your stories cannot be opened just now',
    closed: {
      'store-locked': {
        why: 'Another program is using the file they are kept in.',
        remedy: 'Close other copies of Copydesk, and pause backup or virus programs.',
      },
      'disk-read-only': {
        why: 'Copydesk may not write to the folder they are kept in.',
        remedy: 'Ask whoever looks after this computer for permission to write to that folder.',
      },
      'disk-full': {
        why: 'The disk of this computer is full.',
        remedy: 'Free some space: empty the bin, or move large files away.',
      },
      'store-damaged': {
        why: 'The file they are kept in is damaged.',
        remedy: 'It is being repaired from its last good copy. Keep this window open.',
      },
      'disk-failing': {
        why: 'The disk of this computer reports an error.',
        remedy: 'Restart the computer. If this page comes back, have the disk checked.',
      },
    },
    closedDo: 'What to do',
    closedIsSafe: 'What is safe',
    closedSafe:
      'Everything you wrote is still there as you left it, and what was sent is on the server too. Nothing has been changed.',
    closedPlace: 'Where it is',
    closedAgain:
      'Copydesk tries again by itself every few seconds. This page goes away when it works.',
  },
  {
    ar: {
      notSaved: 'لم يُحفظ',
      notices: 'تنبيهات هذا المكتب',
      repaired: 'كان ملف هذا المكتب تالفًا وقد أُصلح.',
      fromCopy: (time) =>
        `أُعيد بناؤه من النسخة السليمة المحفوظة في ${time}، ومن كل ما أمكنت قراءته.`,
      withoutCopy: 'نُقل كل ما أمكنت قراءته إلى ملف جديد.',
      waits: (updates, commands) =>
        `ما لم يُرسل بعدُ موجود وسيُرسل: ${counted('ar', updates, { zero: 'لا تغييرات', one: 'تغيير واحد', two: 'تغييران', few: '# تغييرات', many: '# تغييرًا', other: '# تغيير' })}، و${counted('ar', commands, { zero: 'لا أوامر', one: 'أمر واحد', two: 'أمران', few: '# أوامر', many: '# أمرًا', other: '# أمر' })}.`,
      refetched: 'تُجلب هذه القصص من غرفة الأخبار مرة أخرى:',
      rest: 'ويصل الباقي من غرفة الأخبار تلقائيًا.',
      kept: (place) => `الملف التالف محفوظ في مجلد هذا المكتب: ${place}`,
      missing:
        'تعذّرت قراءة بعض آخر ما كُتب هنا، وليس لدى غرفة الأخبار نسخة منه. راجع هذه القصة من فضلك:',
      notCompared:
        'كُتب في هذه القصة هنا وفي أماكن أخرى في الوقت نفسه أكثر مما أمكنت مقارنته كله. اقرأها كاملة من فضلك:',
      restored: 'استُعيد خادم غرفة الأخبار من نسخة احتياطية.',
      restoredTo: (time) => `استُعيد خادم غرفة الأخبار من النسخة الاحتياطية المحفوظة في ${time}.`,
      sentAgain: (n) =>
        `أُرسل إليه كاملًا من جديد نصّ ${counted('ar', n, { zero: 'القصص', one: 'قصة واحدة', two: 'قصتين', few: '# قصص', many: '# قصة', other: '# قصة' })} على هذا الجهاز.`,
      askedAgain: (n) =>
        `وعاد من هنا ما أُنشئ بعد ذلك من قصص ومواضيع وأخبار عاجلة (${counted('ar', n, { zero: '#', one: '#', two: '#', few: '#', many: '#', other: '#' })})؛ والأخبار العاجلة الآن مسوّدات.`,
      nothingLost: 'لا شيء يخصّك يحتاج إلى قرار جديد.',
      decideAgain: 'ما تقرّر بعد ذلك يحتاج إلى قرار من جديد. كانت هذه القصص في مرحلة أبعد:',
      was: (stage) => `كانت: ${stage}`,
      more: (n) =>
        counted('ar', n, {
          zero: '',
          one: 'وقصة أخرى',
          two: 'وقصتان أخريان',
          few: 'و# قصص أخرى',
          many: 'و# قصة أخرى',
          other: 'و# قصة أخرى',
        }),
      untitled: 'بلا عنوان',
      understood: 'فهمت',
      closedTitle: 'لا يمكن فتح قصصك الآن',
      closed: {
        'store-locked': {
          why: 'برنامج آخر يستخدم الملف الذي حُفظت فيه.',
          remedy: 'أغلق نسخ كوبيدسك الأخرى، وأوقف مؤقتًا برامج النسخ الاحتياطي أو مكافحة الفيروسات.',
        },
        'disk-read-only': {
          why: 'لا يُسمح لكوبيدسك بالكتابة في المجلد الذي حُفظت فيه.',
          remedy: 'اطلب ممن يدير هذا الحاسوب إذن الكتابة في ذلك المجلد.',
        },
        'disk-full': {
          why: 'قرص هذا الحاسوب ممتلئ.',
          remedy: 'أفرغ بعض المساحة: أفرغ سلة المهملات أو انقل الملفات الكبيرة.',
        },
        'store-damaged': {
          why: 'الملف الذي حُفظت فيه تالف.',
          remedy: 'يجري إصلاحه من آخر نسخة سليمة. أبقِ هذه النافذة مفتوحة.',
        },
        'disk-failing': {
          why: 'يبلّغ قرص هذا الحاسوب عن خطأ.',
          remedy: 'أعد تشغيل الحاسوب. وإن عادت هذه الصفحة فاطلب فحص القرص.',
        },
      },
      closedDo: 'ما العمل',
      closedIsSafe: 'ما هو آمن',
      closedSafe:
        'كل ما كتبته ما زال في مكانه كما تركته، وما أُرسل موجود على الخادم أيضًا. لم يتغيّر شيء.',
      closedPlace: 'مكانه',
      closedAgain: 'يعيد كوبيدسك المحاولة تلقائيًا كل بضع ثوانٍ، وتختفي هذه الصفحة حين ينجح.',
    },
    es: {
      notSaved: 'Sin guardar',
      notices: 'Avisos de este puesto',
      repaired: 'El archivo de este puesto estaba dañado y se ha reparado.',
      fromCopy: (time) =>
        `Se rehízo con la copia buena de ${time}, y con todo lo que aún se pudo leer.`,
      withoutCopy: 'Todo lo que se pudo leer se pasó a un archivo nuevo.',
      waits: (updates, commands) =>
        `Lo que no se había enviado está aquí y se enviará: ${counted('es', updates, { one: '# cambio', other: '# cambios' })} y ${counted('es', commands, { one: '# orden', other: '# órdenes' })}.`,
      refetched: 'Estos textos se vuelven a pedir a la redacción:',
      rest: 'El resto llega solo desde la redacción.',
      kept: (place) => `El archivo dañado se conserva en la carpeta de este puesto: ${place}`,
      missing:
        'Algunas de las últimas palabras escritas aquí ya no se pueden leer y la redacción no las tiene. Revise este texto:',
      notCompared:
        'En este texto se escribió tanto a la vez, aquí y en otros puestos, que no se pudo comparar todo. Léalo entero, por favor:',
      restored: 'El servidor de la redacción se restauró desde una copia de seguridad.',
      restoredTo: (time) =>
        `El servidor de la redacción se restauró desde la copia de seguridad de ${time}.`,
      sentAgain: (n) =>
        `Se le envió de nuevo, completo, el texto de ${counted('es', n, { one: '# nota', other: '# notas' })} de este equipo.`,
      askedAgain: (n) =>
        `${counted('es', n, { one: '# nota, tema o línea urgente creada', other: '# notas, temas y líneas urgentes creados' })} después volvieron desde aquí; las líneas urgentes son ahora borradores.`,
      nothingLost: 'No tiene que decidir nada de nuevo.',
      decideAgain:
        'Lo decidido después hay que decidirlo otra vez. Estas notas estaban más adelantadas:',
      was: (stage) => `estaba: ${stage}`,
      more: (n) => counted('es', n, { one: 'y # más', other: 'y # más' }),
      untitled: 'Sin título',
      understood: 'Entendido',
      closedTitle: 'Ahora no se pueden abrir sus notas',
      closed: {
        'store-locked': {
          why: 'Otro programa está usando el archivo en que se guardan.',
          remedy: 'Cierre otras copias de Copydesk y pause los programas de respaldo o antivirus.',
        },
        'disk-read-only': {
          why: 'Copydesk no puede escribir en la carpeta en que se guardan.',
          remedy: 'Pida permiso de escritura en esa carpeta a quien administra este equipo.',
        },
        'disk-full': {
          why: 'El disco de este equipo está lleno.',
          remedy: 'Libere espacio: vacíe la papelera o mueva archivos grandes.',
        },
        'store-damaged': {
          why: 'El archivo en que se guardan está dañado.',
          remedy: 'Se está reparando con su última copia buena. Mantenga abierta esta ventana.',
        },
        'disk-failing': {
          why: 'El disco de este equipo informa de un error.',
          remedy: 'Reinicie el equipo. Si esta página vuelve, haga revisar el disco.',
        },
      },
      closedDo: 'Qué hacer',
      closedIsSafe: 'Qué está a salvo',
      closedSafe:
        'Todo lo que escribió sigue ahí como lo dejó, y lo enviado está también en el servidor. No se ha cambiado nada.',
      closedPlace: 'Dónde está',
      closedAgain:
        'Copydesk lo reintenta solo cada pocos segundos. Esta página desaparece cuando funciona.',
    },
  },
)
