import { counted, dictionary, number } from './words.ts'

/** Who did something: a name, or null for the person at this desk. */
type Who = string | null

const en = (who: Who): string => who ?? 'you'
const es = (who: Who): string => who ?? 'usted'
/** After a verbal noun: "deletion by Majid", "your deletion". */
const ar = (noun: string, who: Who): string => (who === null ? `${noun}ك` : `${noun} ${who}`)
const arWriting = (who: Who): string => (who === null ? 'كتابتك' : `كتابة ${who}`)
/** Two people, the one spoken to first. */
const pair = (author: Who, other: Who): readonly [Who, Who] =>
  other === null ? [other, author] : [author, other]
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Words of the merge review: what a merge lost or doubled, and what to do about it. */
export const mergeWords = dictionary(
  {
    title: 'After the merge',
    mark: (n: number) =>
      counted('en', n, { one: '# place to look at', other: '# places to look at' }),
    places: (n: number, names: string, when: string) =>
      `${counted('en', n, { one: '# place', other: '# places' })} to look at after merging with ${names}, ${when}`,
    check: (n: number) =>
      counted('en', n, {
        one: '# place to look at after a merge',
        other: '# places to look at after a merge',
      }),
    checkNote: 'Two people wrote at the same time',
    look: 'Look',
    somebody: 'a colleague',
    of: (at: number, all: number) => `${at} of ${all}`,
    wrote: (who: Who) => `${capital(en(who))} wrote`,
    has: (who: Who) => (who === null ? 'Your text' : `${who}’s text`),
    now: 'In the story now',
    gone: 'This paragraph is deleted here',
    nothing: 'Nothing stands here',
    after: 'The story after Enter',
    unchanged: 'The story already reads like this',
    byHand:
      'Only a person can put this right: Enter goes there, F6 comes back; K settles it for everybody.',
    chooseOne:
      'Choose one of the two, or write your own: Enter goes there, F6 comes back; K settles it for everybody.',
    fine: 'It is fine now',
    putBack: 'Put back',
    removeCopy: 'Remove the copy',
    removeAgain: 'Remove again',
    useThis: 'Use this one',
    takeWord: 'Use',
    takeLine: (who: Who | undefined, field: string) =>
      who === null ? `Use your ${field}` : who ? `Use ${who}’s` : 'Use the other one',
    goThere: 'Go there',
    keep: 'Keep as it is',
    undo: 'Take back',
    allClear: (n: number) => `Put right the ${n} clear ones`,
    clear: 'Put right all that is clear',
    allPlaces: 'All places',
    settledNow: (n: number) => counted('en', n, { one: '# settled', other: '# settled' }),
    short: {
      'lost-typed': 'Lost words',
      'lost-moved': 'Lost in moving',
      doubled: 'Stands twice',
      returned: 'Back again',
      garbled: 'A word nobody wrote',
      apart: 'Torn apart',
      field: 'Two values',
    },
    next: 'Next',
    previous: 'Previous',
    close: 'Close',
    allSettled: 'Everything is settled',
    fields: {
      headline: 'headline',
      standfirst: 'standfirst',
      caption: 'caption',
      credit: 'credit',
      alt: 'alt text',
      slug: 'slug',
      kind: 'kind',
      section: 'section',
      language: 'language',
      byline: 'byline',
      source: 'source',
      dateline: 'dateline',
      body: 'text',
    },
    tells: {
      deleted: (author: Who, other: Who) =>
        `${capital(en(other))} deleted this paragraph while ${en(author)} wrote in it.`,
      joined: (author: Who, other: Who) =>
        `${capital(en(other))} joined this paragraph to another while ${en(author)} wrote in it.`,
      'lost-typed': (author: Who, other: Who) =>
        `${capital(en(other))} removed the text around these words while ${en(author)} wrote them.`,
      'lost-moved': (author: Who, other: Who) =>
        `${capital(en(author))} moved these words while ${en(other)} changed the passage: no copy is left.`,
      doubled: (...both: [Who, Who]) => {
        const [first, second] = pair(...both)
        return `The same words stand twice: once from ${en(first)}, once from ${en(second)}.`
      },
      returned: (author: Who, other: Who) =>
        `${capital(en(other))} deleted these words while ${en(author)} moved them: they are back.`,
      garbled: (...both: [Who, Who]) => {
        const [first, second] = pair(...both)
        return `${capital(en(first))} and ${en(second)} changed the same word: nobody wrote what stands there.`
      },
      apart: (author: Who, other: Who) =>
        `${capital(en(author))} wrote this beside words that ${en(other)} took to another paragraph.`,
      field: (author: Who, other: Who, field: string) => {
        const [first, second] = pair(author, other)
        return `${capital(en(first))} and ${en(second)} both changed the ${field}: one of the two stands.`
      },
    },
  },
  {
    ar: {
      title: 'بعد الدمج',
      mark: (n) =>
        counted('ar', n, {
          one: 'موضع واحد يحتاج نظرة',
          two: 'موضعان يحتاجان نظرة',
          few: '# مواضع تحتاج نظرة',
          many: '# موضعًا يحتاج نظرة',
          other: '# موضع يحتاج نظرة',
        }),
      places: (n, names, when) =>
        `${counted('ar', n, {
          one: 'موضع واحد يحتاج',
          two: 'موضعان يحتاجان',
          few: '# مواضع تحتاج',
          many: '# موضعًا يحتاج',
          other: '# موضع يحتاج',
        })} نظرة بعد الدمج مع ${names}، ${when}`,
      check: (n) =>
        counted('ar', n, {
          one: 'موضع واحد يحتاج نظرة بعد الدمج',
          two: 'موضعان يحتاجان نظرة بعد الدمج',
          few: '# مواضع تحتاج نظرة بعد الدمج',
          many: '# موضعًا يحتاج نظرة بعد الدمج',
          other: '# موضع يحتاج نظرة بعد الدمج',
        }),
      checkNote: 'كتب شخصان في الوقت نفسه',
      look: 'انظر',
      somebody: 'أحد الزملاء',
      of: (at, all) => `${number('ar', at)} من ${number('ar', all)}`,
      wrote: arWriting,
      has: (who) => (who === null ? 'نصك' : `نص ${who}`),
      now: 'في القصة الآن',
      gone: 'هذه الفقرة محذوفة هنا',
      nothing: 'لا شيء هنا',
      after: 'القصة بعد Enter',
      unchanged: 'القصة على هذا الحال فعلًا',
      byHand: 'لا يصحّح هذا إلا إنسان: ينقلك Enter إلى الموضع، ويعيدك F6؛ ويحسمه K للجميع.',
      chooseOne:
        'اختر أحد النصّين، أو اكتب نصّك: ينقلك Enter إلى الموضع، ويعيدك F6؛ ويحسمه K للجميع.',
      fine: 'صار سليمًا',
      putBack: 'أعِدها',
      removeCopy: 'احذف النسخة',
      removeAgain: 'احذفها من جديد',
      useThis: 'استعمل هذه',
      takeWord: 'استعمل',
      takeLine: (who, field) =>
        who === null ? `استعمل ما عندك (${field})` : who ? `استعمل نص ${who}` : 'استعمل الآخر',
      goThere: 'انتقل إليه',
      keep: 'أبقِه كما هو',
      undo: 'تراجع',
      allClear: (n) =>
        counted('ar', n, {
          two: 'أصلح الموضعين الواضحين',
          few: 'أصلح المواضع الواضحة (#)',
          many: 'أصلح المواضع الواضحة (#)',
          other: 'أصلح المواضع الواضحة (#)',
        }),
      clear: 'أصلح كل ما هو واضح',
      allPlaces: 'كل المواضع',
      settledNow: (n) =>
        counted('ar', n, {
          one: 'حُسم واحد',
          two: 'حُسم اثنان',
          few: 'حُسمت #',
          many: 'حُسم #',
          other: 'حُسم #',
        }),
      short: {
        'lost-typed': 'كلمات مفقودة',
        'lost-moved': 'ضاعت عند النقل',
        doubled: 'مكررة',
        returned: 'عادت بعد حذف',
        garbled: 'كلمة لم يكتبها أحد',
        apart: 'انفصلت عن جارتها',
        field: 'قيمتان لحقل',
      },
      next: 'التالي',
      previous: 'السابق',
      close: 'أغلق',
      allSettled: 'حُسم كل شيء',
      fields: {
        headline: 'العنوان',
        standfirst: 'المقدمة',
        caption: 'شرح الصورة',
        credit: 'مصدر الصورة',
        alt: 'النص البديل',
        slug: 'المعرّف',
        kind: 'النوع',
        section: 'القسم',
        language: 'اللغة',
        byline: 'التوقيع',
        source: 'المصدر',
        dateline: 'المكان والتاريخ',
        body: 'النص',
      },
      tells: {
        deleted: (author, other) =>
          `${ar('حذف', other)} لهذه الفقرة جاء أثناء ${arWriting(author)} فيها.`,
        joined: (author, other) =>
          `${ar('ضمّ', other)} لهذه الفقرة إلى غيرها جاء أثناء ${arWriting(author)} فيها.`,
        'lost-typed': (author, other) =>
          `${ar('حذف', other)} للنص المحيط بهذه الكلمات جاء أثناء ${arWriting(author)} لها.`,
        'lost-moved': (author, other) =>
          `${ar('نقل', author)} لهذه الكلمات جاء أثناء ${ar('تعديل', other)} للمقطع: لم تبق منها نسخة.`,
        doubled: (author, other) =>
          `الكلمات نفسها مكررة: مرة من ${author ?? 'عندك'} ومرة من ${other ?? 'عندك'}.`,
        returned: (author, other) =>
          `${ar('حذف', other)} لهذه الكلمات جاء أثناء ${ar('نقل', author)} لها: فعادت.`,
        garbled: (author, other) =>
          `${ar('تعديل', author)} و${ar('تعديل', other)} أصابا الكلمة نفسها: لم يكتب أحد ما هو موجود.`,
        apart: (author, other) =>
          `${arWriting(author)} لهذا كانت بجوار كلمات نقلها ${other ?? 'تعديلك'} إلى فقرة أخرى.`,
        field: (author, other, field) =>
          `${ar('تعديل', author)} و${ar('تعديل', other)} أصابا الحقل نفسه (${field}): بقي أحدهما.`,
      },
    },
    es: {
      title: 'Después de la fusión',
      mark: (n) => counted('es', n, { one: '# lugar que mirar', other: '# lugares que mirar' }),
      places: (n, names, when) =>
        `${counted('es', n, { one: '# lugar', other: '# lugares' })} que mirar tras la fusión con ${names}, ${when}`,
      check: (n) =>
        counted('es', n, {
          one: '# lugar que mirar tras una fusión',
          other: '# lugares que mirar tras una fusión',
        }),
      checkNote: 'Dos personas escribieron a la vez',
      look: 'Mirar',
      somebody: 'un colega',
      of: (at, all) => `${at} de ${all}`,
      wrote: (who) => `${capital(es(who))} escribió`,
      has: (who) => (who === null ? 'Su texto' : `Texto de ${who}`),
      now: 'En la nota ahora',
      gone: 'Este párrafo está eliminado aquí',
      nothing: 'Aquí no hay nada',
      after: 'La nota después de Enter',
      unchanged: 'La nota ya dice esto',
      byHand:
        'Esto solo lo arregla una persona: Enter lleva allí, F6 vuelve; K lo resuelve para todos.',
      chooseOne:
        'Elija uno de los dos textos, o escriba el suyo: Enter lleva allí, F6 vuelve; K lo resuelve para todos.',
      fine: 'Ya está bien',
      putBack: 'Reponer',
      removeCopy: 'Quitar la copia',
      removeAgain: 'Quitar otra vez',
      useThis: 'Usar este',
      takeWord: 'Usar',
      takeLine: (who) =>
        who === null ? 'Usar el suyo' : who ? `Usar el de ${who}` : 'Usar el otro',
      goThere: 'Ir allí',
      keep: 'Dejar como está',
      undo: 'Deshacer',
      allClear: (n) => `Arreglar los ${n} claros`,
      clear: 'Arreglar todo lo que está claro',
      allPlaces: 'Todos los lugares',
      settledNow: (n) => counted('es', n, { one: '# resuelto', other: '# resueltos' }),
      short: {
        'lost-typed': 'Palabras perdidas',
        'lost-moved': 'Perdidas al mover',
        doubled: 'Está dos veces',
        returned: 'Ha vuelto',
        garbled: 'Palabra de nadie',
        apart: 'Separado',
        field: 'Dos valores',
      },
      next: 'Siguiente',
      previous: 'Anterior',
      close: 'Cerrar',
      allSettled: 'Todo está resuelto',
      fields: {
        headline: 'el título',
        standfirst: 'la entradilla',
        caption: 'el pie de foto',
        credit: 'el crédito',
        alt: 'el texto alternativo',
        slug: 'el identificador',
        kind: 'el tipo',
        section: 'la sección',
        language: 'el idioma',
        byline: 'la firma',
        source: 'la fuente',
        dateline: 'el lugar y la fecha',
        body: 'el texto',
      },
      tells: {
        deleted: (author, other) =>
          `${capital(es(other))} eliminó este párrafo mientras ${es(author)} escribía en él.`,
        joined: (author, other) =>
          `${capital(es(other))} unió este párrafo a otro mientras ${es(author)} escribía en él.`,
        'lost-typed': (author, other) =>
          `${capital(es(other))} quitó el texto que rodea estas palabras mientras ${es(author)} las escribía.`,
        'lost-moved': (author, other) =>
          `${capital(es(author))} movió estas palabras mientras ${es(other)} cambiaba el pasaje: no queda copia.`,
        doubled: (author, other) =>
          `Las mismas palabras están dos veces: una de ${es(author)} y otra de ${es(other)}.`,
        returned: (author, other) =>
          `${capital(es(other))} eliminó estas palabras mientras ${es(author)} las movía: han vuelto.`,
        garbled: (author, other) =>
          `${capital(es(author))} y ${es(other)} cambiaron la misma palabra: nadie escribió lo que hay ahora.`,
        apart: (author, other) =>
          `${capital(es(author))} escribió esto junto a palabras que ${es(other)} llevó a otro párrafo.`,
        field: (author, other, field) =>
          `${capital(es(author))} y ${es(other)} cambiaron ${field}: queda uno de los dos.`,
      },
    },
  },
)
