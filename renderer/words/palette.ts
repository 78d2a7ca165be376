import { dictionary } from './words.ts'

/** Words of the palette. */
export const paletteWords = dictionary(
  {
    title: 'Find a story, a person, an action',
    actions: 'Actions',
    stories: 'Stories',
    people: 'People',
    nothing: (text: string) => `Nothing is called “${text}”.`,
    everything: (text: string) => `Search everything for “${text}”`,
    results: 'Results',
  },
  {
    ar: {
      title: 'ابحث عن قصة أو شخص أو أمر',
      actions: 'أوامر',
      stories: 'قصص',
      people: 'أشخاص',
      nothing: (text) => `لا شيء باسم «${text}».`,
      everything: (text) => `ابحث في كل شيء عن «${text}»`,
      results: 'النتائج',
    },
    es: {
      title: 'Busque una nota, una persona, una acción',
      actions: 'Acciones',
      stories: 'Notas',
      people: 'Personas',
      nothing: (text) => `Nada se llama «${text}».`,
      everything: (text) => `Buscar «${text}» en todo`,
      results: 'Resultados',
    },
  },
)
