import type { Language } from '../../shared/model/vocabulary.ts'
import { counted, dictionary, localeOf } from './words.ts'

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** "2.1 MB", as the language writes it; whole kilobytes, and never none. */
export function size(language: Language, bytes: number): string {
  const step = bytes < 1_000_000 ? 1 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const unit = units[step - 1] ?? 'gigabyte'
  const options = { style: 'unit', unit, maximumFractionDigits: step < 2 ? 0 : 1 } as const
  const amount = Math.max(1, bytes / 1000 ** step)
  return new Intl.NumberFormat(localeOf[language], options).format(amount)
}

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "1 day", "3 hours", "12 minutes": how long, in the largest unit that fits. */
export function duration(language: Language, ms: number): string {
  // Half a unit short of the next is told in the next: 23 hours and a half are a day.
  const [unit, length] = spans.find(([, length]) => ms >= length * 0.95) ?? spans[2]
  const format = new Intl.NumberFormat(localeOf[language], {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  })
  return format.format(Math.max(1, Math.round(ms / length)))
}

interface Span {
  readonly unit: 'second' | 'minute' | 'hour'
  readonly count: number
}

/** A remaining time no finer than it can be known: 5 or 10 seconds, 40 seconds, 3 minutes, 2 hours. */
export function aboutSoLong(seconds: number): Span {
  if (seconds <= 5) return { unit: 'second', count: 5 }
  const tens = Math.ceil(seconds / 10) * 10
  if (tens < 60) return { unit: 'second', count: tens }
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 90) return { unit: 'minute', count: minutes }
  return { unit: 'hour', count: Math.round(minutes / 60) }
}

const arabicLeft = {
  second: {
    one: 'بقيت ثانية تقريبًا',
    two: 'بقيت ثانيتان تقريبًا',
    few: 'بقيت # ثوانٍ تقريبًا',
    many: 'بقيت # ثانية تقريبًا',
    other: 'بقيت # ثانية تقريبًا',
  },
  minute: {
    one: 'بقيت دقيقة تقريبًا',
    two: 'بقيت دقيقتان تقريبًا',
    few: 'بقيت # دقائق تقريبًا',
    many: 'بقيت # دقيقة تقريبًا',
    other: 'بقيت # دقيقة تقريبًا',
  },
  hour: {
    one: 'بقيت ساعة تقريبًا',
    two: 'بقيت ساعتان تقريبًا',
    few: 'بقيت # ساعات تقريبًا',
    many: 'بقيت # ساعة تقريبًا',
    other: 'بقيت # ساعة تقريبًا',
  },
} as const

/** Words for what is on its way, and for saving data. */
export const networkWords = dictionary(
  {
    texts: (n: number) => counted('en', n, { one: '# change of text', other: '# changes of text' }),
    inStories: (n: number) => counted('en', n, { one: 'in # story', other: 'in # stories' }),
    pictures: (n: number) =>
      counted('en', n, { one: '# picture to upload', other: '# pictures to upload' }),
    toFetch: (n: number) =>
      counted('en', n, { one: '# story to fetch', other: '# stories to fetch' }),
    fetching: (n: number) =>
      counted('en', n, { one: 'getting # story', other: 'getting # stories' }),
    clockOff: (amount: string, behind: boolean) =>
      `This computer’s clock is ${amount} ${behind ? 'behind' : 'ahead'}; the newsroom’s counts`,
    portalWord: 'Sign in to this network',
    openPage: 'Open its sign-in page',
    openPageFailed: 'No browser could be opened',
    gettingAll: 'Getting the newsroom’s stories',
    comeByThemselves: 'They come by themselves. You can start one of your own meanwhile.',
    comeLater:
      'They come as soon as the server can be reached. You can start one of your own meanwhile.',
    onDevice: 'On this device; leaves as soon as the network is back.',
    byChoice:
      'You chose to work offline. What you do is kept on this device and leaves when you go online again.',
    onlineAgain: 'Go online again',
    rate: (amount: string) => `${amount} a second`,
    timeLeft: ({ unit, count }: Span) =>
      counted('en', count, { one: `about # ${unit} left`, other: `about # ${unit}s left` }),
    saveData: 'Save data on this network',
    saveDataHint: 'Text and commands only. Pictures wait until you switch this off.',
    picturesWait: (n: number) =>
      counted('en', n, { one: '# picture waits', other: '# pictures wait' }),
    sendNow: 'Send pictures now',
    sendingNow: 'The pictures that wait are sent now; then saving goes on.',
    saving: 'Saving data',
  },
  {
    ar: {
      texts: (n) =>
        counted('ar', n, {
          one: 'تغيير واحد في النص',
          two: 'تغييران في النص',
          few: '# تغييرات في النص',
          many: '# تغييرًا في النص',
          other: '# تغيير في النص',
        }),
      inStories: (n) =>
        counted('ar', n, {
          one: 'في قصة واحدة',
          two: 'في قصتين',
          few: 'في # قصص',
          many: 'في # قصة',
          other: 'في # قصة',
        }),
      pictures: (n) =>
        counted('ar', n, {
          one: 'صورة واحدة تنتظر الرفع',
          two: 'صورتان تنتظران الرفع',
          few: '# صور تنتظر الرفع',
          many: '# صورة تنتظر الرفع',
          other: '# صورة تنتظر الرفع',
        }),
      toFetch: (n) =>
        counted('ar', n, {
          one: 'قصة واحدة لجلبها',
          two: 'قصتان لجلبهما',
          few: '# قصص لجلبها',
          many: '# قصة لجلبها',
          other: '# قصة لجلبها',
        }),
      fetching: (n) =>
        counted('ar', n, {
          one: 'جلب قصة واحدة',
          two: 'جلب قصتين',
          few: 'جلب # قصص',
          many: 'جلب # قصة',
          other: 'جلب # قصة',
        }),
      clockOff: (amount, behind) =>
        `ساعة هذا الحاسوب ${behind ? 'متأخرة' : 'متقدمة'} ${amount}؛ والعبرة بساعة غرفة الأخبار`,
      portalWord: 'سجّل الدخول إلى هذه الشبكة',
      openPage: 'افتح صفحة دخولها',
      openPageFailed: 'تعذّر فتح متصفح',
      gettingAll: 'جلب قصص غرفة الأخبار',
      comeByThemselves: 'تصل تلقائيًا. يمكنك في هذه الأثناء أن تبدأ قصة لك.',
      comeLater: 'تصل فور إمكان الوصول إلى الخادم. يمكنك في هذه الأثناء أن تبدأ قصة لك.',
      onDevice: 'محفوظ على هذا الجهاز، ويُرسل فور عودة الشبكة.',
      byChoice: 'اخترت العمل دون اتصال. ما تفعله محفوظ على هذا الجهاز ويُرسل حين تعود إلى الاتصال.',
      onlineAgain: 'عُد إلى الاتصال',
      rate: (amount) => `${amount} في الثانية`,
      timeLeft: ({ unit, count }) => counted('ar', count, arabicLeft[unit]),
      saveData: 'توفير البيانات على هذه الشبكة',
      saveDataHint: 'النص والأوامر فقط. تنتظر الصور حتى توقف هذا الخيار.',
      picturesWait: (n) =>
        counted('ar', n, {
          one: 'صورة واحدة تنتظر',
          two: 'صورتان تنتظران',
          few: '# صور تنتظر',
          many: '# صورة تنتظر',
          other: '# صورة تنتظر',
        }),
      sendNow: 'أرسل الصور الآن',
      sendingNow: 'تُرسل الصور المنتظرة الآن، ثم يستمر التوفير.',
      saving: 'توفير البيانات',
    },
    es: {
      texts: (n) => counted('es', n, { one: '# cambio de texto', other: '# cambios de texto' }),
      inStories: (n) => counted('es', n, { one: 'en # nota', other: 'en # notas' }),
      pictures: (n) =>
        counted('es', n, { one: '# imagen por subir', other: '# imágenes por subir' }),
      toFetch: (n) => counted('es', n, { one: '# nota por traer', other: '# notas por traer' }),
      fetching: (n) => counted('es', n, { one: 'trayendo # nota', other: 'trayendo # notas' }),
      clockOff: (amount, behind) =>
        `El reloj de este equipo va ${amount} ${behind ? 'atrasado' : 'adelantado'}; cuenta el de la redacción`,
      portalWord: 'Inicie sesión en esta red',
      openPage: 'Abrir su página de acceso',
      openPageFailed: 'No se pudo abrir un navegador',
      gettingAll: 'Trayendo las notas de la redacción',
      comeByThemselves: 'Llegan solas. Mientras tanto puede empezar una suya.',
      comeLater: 'Llegan en cuanto se alcance el servidor. Mientras tanto puede empezar una suya.',
      onDevice: 'En este equipo; sale en cuanto vuelva la red.',
      byChoice:
        'Eligió trabajar sin conexión. Lo que hace queda guardado en este equipo y sale cuando vuelva a conectarse.',
      onlineAgain: 'Volver a conectarse',
      rate: (amount) => `${amount} por segundo`,
      timeLeft: ({ unit, count }) => {
        const name = { second: 'segundo', minute: 'minuto', hour: 'hora' }[unit]
        const some = unit === 'hour' ? 'unas' : 'unos'
        return counted('es', count, {
          one: `queda cerca de # ${name}`,
          other: `quedan ${some} # ${name}s`,
        })
      },
      saveData: 'Ahorrar datos en esta red',
      saveDataHint: 'Solo texto y órdenes. Las imágenes esperan hasta que lo desactive.',
      picturesWait: (n) =>
        counted('es', n, { one: '# imagen espera', other: '# imágenes esperan' }),
      sendNow: 'Enviar las imágenes ahora',
      sendingNow: 'Las imágenes en espera se envían ahora; después sigue el ahorro.',
      saving: 'Ahorro de datos',
    },
  },
)
