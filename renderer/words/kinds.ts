import type { StoryKind } from '../../shared/model/story.ts'
import { type Dictionary, dictionary } from './words.ts'

/** Kinds of story. */
export const kindWords: Dictionary<Record<StoryKind, string>> = dictionary<
  Record<StoryKind, string>
>(
  {
    news: 'News',
    breaking: 'Breaking news',
    opinion: 'Opinion',
    analysis: 'Analysis',
    blog: 'Blog',
    feature: 'Feature',
    video: 'Video',
    infograph: 'Infograph',
    pictures: 'In pictures',
    live: 'Live',
  },
  {
    ar: {
      news: 'خبر',
      breaking: 'خبر عاجل',
      opinion: 'رأي',
      analysis: 'تحليل',
      blog: 'مدونة',
      feature: 'تقرير',
      video: 'فيديو',
      infograph: 'إنفوغراف',
      pictures: 'بالصور',
      live: 'تغطية مباشرة',
    },
    es: {
      news: 'Noticia',
      breaking: 'Última hora',
      opinion: 'Opinión',
      analysis: 'Análisis',
      blog: 'Blog',
      feature: 'Reportaje',
      video: 'Video',
      infograph: 'Infografía',
      pictures: 'En imágenes',
      live: 'En vivo',
    },
  },
)
