/**
 * Controlled vocabularies written by us: languages, sections with their groups, regions.
 * Topics and coverage collections are made by the newsroom (`TermFact`).
 */
import { z } from 'zod'

export const languages = ['en', 'ar', 'es'] as const
export type Language = (typeof languages)[number]
export const languageSchema = z.enum(languages)
export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  language === 'ar' ? 'rtl' : 'ltr'

export const labelsSchema = z.object({
  en: z.string().min(1).max(80),
  ar: z.string().min(1).max(80),
  es: z.string().min(1).max(80),
})
/** One name of a term for each edition. */
export type Labels = z.infer<typeof labelsSchema>

export const sectionGroups = [
  'news',
  'articles',
  'videos',
  'infographs',
  'in-pictures',
  'live',
] as const
export type SectionGroup = (typeof sectionGroups)[number]

export const groupLabels: Record<SectionGroup, Labels> = {
  news: { en: 'News', ar: 'أخبار', es: 'Noticias' },
  articles: { en: 'Articles', ar: 'مقالات', es: 'Artículos' },
  videos: { en: 'Videos', ar: 'فيديو', es: 'Videos' },
  infographs: { en: 'Infographs', ar: 'إنفوغراف', es: 'Infografías' },
  'in-pictures': { en: 'In Pictures', ar: 'بالصور', es: 'En imágenes' },
  live: { en: 'Live', ar: 'مباشر', es: 'En vivo' },
}

interface SectionEntry {
  readonly group: SectionGroup
  readonly labels: Labels
}

const section = (group: SectionGroup, en: string, ar: string, es: string): SectionEntry => ({
  group,
  labels: { en, ar, es },
})

/** Sections in the order of the menus; groups without sub-sections have one section of their own name. */
export const sections = {
  politics: section('news', 'Politics', 'سياسة', 'Política'),
  economy: section('news', 'Economy', 'اقتصاد', 'Economía'),
  sports: section('news', 'Sports', 'رياضة', 'Deportes'),
  'arts-culture': section('news', 'Arts & Culture', 'ثقافة وفنون', 'Arte y cultura'),
  health: section('news', 'Health', 'صحة', 'Salud'),
  miscellaneous: section('news', 'Miscellaneous', 'منوعات', 'Misceláneas'),
  technology: section('news', 'Technology', 'تكنولوجيا', 'Tecnología'),
  environment: section('news', 'Environment', 'بيئة', 'Medio ambiente'),
  opinion: section('articles', 'Opinion', 'رأي', 'Opinión'),
  analysis: section('articles', 'Analysis', 'تحليل', 'Análisis'),
  blog: section('articles', 'Blog', 'مدونة', 'Blog'),
  features: section('articles', 'Features', 'تقارير', 'Reportajes'),
  newsfeed: section('videos', 'NewsFeed', 'موجز مصوّر', 'NewsFeed'),
  'video-features': section('videos', 'Video Features', 'تقارير مصوّرة', 'Reportajes en video'),
  explainers: section('videos', 'Explainers', 'شرح بالفيديو', 'Explicativos'),
  tv: section('videos', 'TV', 'تلفزيون', 'TV'),
  'digital-series': section('videos', 'Digital Series', 'سلاسل رقمية', 'Series digitales'),
  infographs: section('infographs', 'Infographs', 'إنفوغراف', 'Infografías'),
  'in-pictures': section('in-pictures', 'In Pictures', 'بالصور', 'En imágenes'),
  live: section('live', 'Live', 'مباشر', 'En vivo'),
} as const satisfies Record<string, SectionEntry>
export type SectionKey = keyof typeof sections
export const sectionKeys = Object.keys(sections) as SectionKey[]
export const sectionKeySchema = z.enum(sectionKeys as [SectionKey, ...SectionKey[]])

/** Regions in the order of the reader's menu. */
export const regions = {
  africa: { en: 'Africa', ar: 'أفريقيا', es: 'África' },
  asia: { en: 'Asia', ar: 'آسيا', es: 'Asia' },
  'asia-pacific': { en: 'Asia-Pacific', ar: 'آسيا والمحيط الهادئ', es: 'Asia-Pacífico' },
  europe: { en: 'Europe', ar: 'أوروبا', es: 'Europa' },
  'latin-america': { en: 'Latin America', ar: 'أميركا اللاتينية', es: 'América Latina' },
  mena: { en: 'MENA', ar: 'الشرق الأوسط وشمال أفريقيا', es: 'Oriente Medio y Norte de África' },
  palestine: { en: 'Palestine', ar: 'فلسطين', es: 'Palestina' },
  'us-canada': { en: 'US & Canada', ar: 'الولايات المتحدة وكندا', es: 'EE. UU. y Canadá' },
} as const satisfies Record<string, Labels>
export type RegionKey = keyof typeof regions
export const regionKeys = Object.keys(regions) as RegionKey[]
export const regionKeySchema = z.enum(regionKeys as [RegionKey, ...RegionKey[]])

/** Key of a topic or a coverage collection: also the last part of its page's address. */
export const termKeySchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
export const termSchemes = ['topic', 'coverage'] as const
export type TermScheme = (typeof termSchemes)[number]
export const termSchemeSchema = z.enum(termSchemes)
