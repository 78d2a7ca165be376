/** The paper's own pages in each edition: only what is true of every newsroom that runs this server. */
import type { Language } from '../../shared/model/vocabulary.ts'

export interface AboutWords {
  readonly about: (name: string) => readonly string[]
  readonly contact: (name: string) => readonly string[]
  readonly privacy: (name: string) => readonly string[]
  readonly authors: string
}

export const aboutWords: Record<Language, AboutWords> = {
  en: {
    about: (name) => [
      `${name} is published in English, Arabic and Spanish. Each edition has its own front page; where a story has been translated, the switch at the top leads to the translation.`,
      'Every story is read by a second person, a desk chief, before it is published. When we get something wrong we say so under the story, with the time of the correction.',
      'Breaking lines name who says what. They stand while they are news and are recalled when they turn out to be wrong.',
    ],
    contact: (name) => [
      `To reach ${name} about a story, name its headline and date so that the desk which wrote it can answer.`,
      'If you found an error, tell us what is wrong and how you know. Corrections are published under the story.',
    ],
    privacy: (name) => [
      `These pages set no cookies, run no advertising and load nothing from other companies.`,
      `${name} counts how often a story is opened, by the hour, to show what is most read. The count holds no name, no address and nothing about your device.`,
      'The share links are plain links: no service hears of your visit until you follow one.',
    ],
    authors: 'Who has written our latest stories.',
  },
  ar: {
    about: (name) => [
      `تصدر ${name} بالعربية والإنجليزية والإسبانية. لكل لغة صفحتها الأولى، وحيث تُرجمت المادة يقود مفتاح اللغات في أعلى الصفحة إلى ترجمتها.`,
      'يقرأ كلَّ مادة شخصٌ ثانٍ، هو رئيس القسم، قبل نشرها. وإذا أخطأنا قلنا ذلك أسفل المادة مع وقت التصويب.',
      'تذكر الأخبار العاجلة مصدر كل قول. تبقى ما دامت خبرًا، وتُسحب إذا تبيّن خطؤها.',
    ],
    contact: (name) => [
      `لمراسلة ${name} بشأن مادة ما، اذكر عنوانها وتاريخها كي يجيبك القسم الذي كتبها.`,
      'إذا وجدت خطأ فأخبرنا ما هو وكيف عرفته. تُنشر التصويبات أسفل المادة.',
    ],
    privacy: (name) => [
      'لا تحفظ هذه الصفحات ملفات تعريف الارتباط، ولا تعرض إعلانات، ولا تحمّل شيئًا من شركات أخرى.',
      `تحصي ${name} عدد مرات فتح المادة في كل ساعة لتعرض الأكثر قراءة. ولا يتضمن العدد اسمًا ولا عنوانًا ولا شيئًا عن جهازك.`,
      'روابط المشاركة روابط عادية: لا تعلم أي خدمة بزيارتك إلا إذا اتبعت رابطها.',
    ],
    authors: 'من كتب أحدث موادنا.',
  },
  es: {
    about: (name) => [
      `${name} se publica en español, inglés y árabe. Cada edición tiene su portada; cuando una nota está traducida, el selector de la parte superior lleva a su traducción.`,
      'Antes de publicarse, cada nota pasa por una segunda persona, el jefe de mesa. Cuando nos equivocamos, lo decimos al pie de la nota con la hora de la corrección.',
      'Las líneas de última hora dicen quién afirma qué. Permanecen mientras son noticia y se retiran si resultan falsas.',
    ],
    contact: (name) => [
      `Para escribir a ${name} sobre una nota, indique su titular y su fecha, y responderá la mesa que la escribió.`,
      'Si encontró un error, díganos cuál es y cómo lo sabe. Las correcciones se publican al pie de la nota.',
    ],
    privacy: (name) => [
      'Estas páginas no guardan cookies, no llevan publicidad y no cargan nada de otras empresas.',
      `${name} cuenta cuántas veces se abre una nota, por horas, para mostrar lo más leído. La cuenta no contiene nombres, direcciones ni datos de su dispositivo.`,
      'Los enlaces para compartir son simples enlaces: ningún servicio sabe de su visita hasta que usted sigue uno.',
    ],
    authors: 'Quiénes han escrito nuestras últimas notas.',
  },
}
