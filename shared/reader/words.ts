/** Every word that a reader's page says on its own account, in each edition. */
import type { Language } from '../model/vocabulary.ts'

export interface ReaderWords {
  readonly skipToContent: string
  readonly menu: string
  readonly sections: string
  readonly regions: string
  readonly editions: string
  readonly breaking: string
  readonly pauseTicker: string
  readonly resumeTicker: string
  readonly nextLine: string
  readonly allOf: (name: string) => string
  readonly by: string
  readonly source: (name: string) => string
  readonly published: string
  readonly updated: string
  readonly minutes: (n: number) => string
  readonly share: string
  readonly shareOn: (name: string) => string
  readonly mail: string
  readonly copyLink: string
  readonly linkCopied: string
  readonly pictures: string
  readonly previousPicture: string
  readonly nextPicture: string
  readonly pictureOf: (n: number, all: number) => string
  readonly related: string
  readonly corrections: string
  readonly corrected: string
  readonly tags: string
  readonly mostRead: string
  readonly coverage: string
  readonly coverageOf: (name: string) => string
  readonly readNext: string
  readonly all: string
  readonly latest: string
  readonly more: string
  readonly region: string
  readonly topic: string
  readonly nothingYet: string
  readonly newer: string
  readonly older: string
  readonly page: (n: number) => string
  readonly notFound: string
  readonly notFoundText: string
  readonly takenDown: string
  readonly takenDownText: string
  readonly failed: string
  readonly failedText: string
  readonly toFront: string
  readonly rights: (name: string, year: string) => string
  readonly feed: string
  readonly aboutUs: string
  readonly contactUs: string
  readonly privacy: string
  readonly authors: string
}

const arabicMinutes: Record<string, (n: number) => string> = {
  one: () => 'دقيقة واحدة',
  two: () => 'دقيقتان',
  few: (n) => `${n} دقائق`,
}
const arabicPlurals = new Intl.PluralRules('ar')

export const readerWords: Record<Language, ReaderWords> = {
  en: {
    skipToContent: 'Skip to content',
    menu: 'Menu',
    sections: 'Sections',
    regions: 'Regions',
    editions: 'Editions',
    breaking: 'Breaking',
    pauseTicker: 'Pause the breaking lines',
    resumeTicker: 'Resume the breaking lines',
    nextLine: 'Next line',
    allOf: (name) => `All ${name}`,
    by: 'By',
    source: (name) => `Source: ${name}`,
    published: 'Published',
    updated: 'Updated',
    minutes: (n) => `${n} min read`,
    share: 'Share',
    shareOn: (name) => `Share on ${name}`,
    mail: 'E-mail',
    copyLink: 'Copy link',
    linkCopied: 'Link copied',
    pictures: 'Pictures',
    previousPicture: 'Previous picture',
    nextPicture: 'Next picture',
    pictureOf: (n, all) => `${n} of ${all}`,
    related: 'Related news',
    corrections: 'Corrections',
    corrected: 'Corrected',
    tags: 'Tags',
    mostRead: 'Most read',
    coverage: 'Coverage',
    coverageOf: (name) => `Coverage: ${name}`,
    readNext: 'Read next',
    all: 'All',
    latest: 'Latest',
    more: 'More',
    region: 'Region',
    topic: 'Topic',
    nothingYet: 'Nothing has been published here yet.',
    newer: 'Newer stories',
    older: 'Older stories',
    page: (n) => `Page ${n}`,
    notFound: 'There is no page here',
    notFoundText: 'The address may be mistyped, or the page may have moved.',
    takenDown: 'This story was taken down',
    takenDownText: 'The newsroom has withdrawn this story.',
    failed: 'This page could not be made',
    failedText: 'The fault is ours. Please try again in a minute.',
    toFront: 'To the front page',
    rights: (name, year) => `© ${year} ${name}. All rights reserved.`,
    feed: 'RSS feed',
    aboutUs: 'About us',
    contactUs: 'Contact us',
    privacy: 'Privacy',
    authors: 'Authors',
  },
  ar: {
    skipToContent: 'انتقل إلى المحتوى',
    menu: 'القائمة',
    sections: 'الأقسام',
    regions: 'المناطق',
    editions: 'اللغات',
    breaking: 'عاجل',
    pauseTicker: 'أوقف شريط الأخبار العاجلة',
    resumeTicker: 'شغّل شريط الأخبار العاجلة',
    nextLine: 'الخبر التالي',
    allOf: (name) => `كل ${name}`,
    by: 'بقلم',
    source: (name) => `المصدر: ${name}`,
    published: 'نُشر',
    updated: 'حُدّث',
    minutes: (n) =>
      `مدة القراءة: ${(arabicMinutes[arabicPlurals.select(n)] ?? ((m: number) => `${m} دقيقة`))(n)}`,
    share: 'شارك',
    shareOn: (name) => `شارك عبر ${name}`,
    mail: 'البريد',
    copyLink: 'انسخ الرابط',
    linkCopied: 'نُسخ الرابط',
    pictures: 'الصور',
    previousPicture: 'الصورة السابقة',
    nextPicture: 'الصورة التالية',
    pictureOf: (n, all) => `${n} من ${all}`,
    related: 'أخبار ذات صلة',
    corrections: 'تصويبات',
    corrected: 'صُوّب',
    tags: 'وسوم',
    mostRead: 'الأكثر قراءة',
    coverage: 'تغطيات',
    coverageOf: (name) => `تغطية: ${name}`,
    readNext: 'اقرأ أيضًا',
    all: 'الكل',
    latest: 'آخر الأخبار',
    more: 'المزيد',
    region: 'منطقة',
    topic: 'موضوع',
    nothingYet: 'لم يُنشر شيء هنا بعد.',
    newer: 'أحدث',
    older: 'أقدم',
    page: (n) => `الصفحة ${n}`,
    notFound: 'لا توجد صفحة هنا',
    notFoundText: 'ربما كُتب العنوان خطأً أو نُقلت الصفحة.',
    takenDown: 'سُحبت هذه المادة',
    takenDownText: 'سحبت هيئة التحرير هذه المادة.',
    failed: 'تعذّر إعداد هذه الصفحة',
    failedText: 'الخطأ من جانبنا. حاول مجددًا بعد دقيقة.',
    toFront: 'إلى الصفحة الأولى',
    rights: (name, year) => `© ${year} ${name}. جميع الحقوق محفوظة.`,
    feed: 'خلاصة RSS',
    aboutUs: 'من نحن',
    contactUs: 'اتصل بنا',
    privacy: 'الخصوصية',
    authors: 'الكتّاب',
  },
  es: {
    skipToContent: 'Ir al contenido',
    menu: 'Menú',
    sections: 'Secciones',
    regions: 'Regiones',
    editions: 'Ediciones',
    breaking: 'Última hora',
    pauseTicker: 'Detener las noticias de última hora',
    resumeTicker: 'Reanudar las noticias de última hora',
    nextLine: 'Línea siguiente',
    allOf: (name) => `Todo: ${name}`,
    by: 'Por',
    source: (name) => `Fuente: ${name}`,
    published: 'Publicado',
    updated: 'Actualizado',
    minutes: (n) => `${n} min de lectura`,
    share: 'Compartir',
    shareOn: (name) => `Compartir en ${name}`,
    mail: 'Correo',
    copyLink: 'Copiar enlace',
    linkCopied: 'Enlace copiado',
    pictures: 'Imágenes',
    previousPicture: 'Imagen anterior',
    nextPicture: 'Imagen siguiente',
    pictureOf: (n, all) => `${n} de ${all}`,
    related: 'Noticias relacionadas',
    corrections: 'Correcciones',
    corrected: 'Corregido',
    tags: 'Etiquetas',
    mostRead: 'Lo más leído',
    coverage: 'Coberturas',
    coverageOf: (name) => `Cobertura: ${name}`,
    readNext: 'Siga leyendo',
    all: 'Todo',
    latest: 'Lo último',
    more: 'Más',
    region: 'Región',
    topic: 'Tema',
    nothingYet: 'Aquí todavía no se ha publicado nada.',
    newer: 'Más recientes',
    older: 'Anteriores',
    page: (n) => `Página ${n}`,
    notFound: 'Aquí no hay ninguna página',
    notFoundText: 'Puede que la dirección esté mal escrita o que la página se haya movido.',
    takenDown: 'Esta nota fue retirada',
    takenDownText: 'La redacción ha retirado esta nota.',
    failed: 'No se pudo preparar esta página',
    failedText: 'El fallo es nuestro. Inténtelo de nuevo en un minuto.',
    toFront: 'A la portada',
    rights: (name, year) => `© ${year} ${name}. Todos los derechos reservados.`,
    feed: 'Canal RSS',
    aboutUs: 'Quiénes somos',
    contactUs: 'Contacto',
    privacy: 'Privacidad',
    authors: 'Autores',
  },
}

/** Each edition in its own language, as the switch shows it. */
export const editionNames: Record<Language, string> = {
  en: 'English',
  ar: 'العربية',
  es: 'Español',
}
