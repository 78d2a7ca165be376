import { dictionary } from './words.ts'

/** Words of the preview. */
export const previewWords = dictionary(
  {
    title: 'As readers see it',
    story: 'Story',
    front: 'Front page',
    phone: 'Phone',
    tablet: 'Tablet',
    desktop: 'Desktop',
    width: 'Width',
    page: 'Page',
  },
  {
    ar: {
      title: 'كما يراها القراء',
      story: 'القصة',
      front: 'الصفحة الأولى',
      phone: 'هاتف',
      tablet: 'لوحي',
      desktop: 'حاسوب',
      width: 'العرض',
      page: 'الصفحة',
    },
    es: {
      title: 'Como la ven los lectores',
      story: 'Nota',
      front: 'Portada',
      phone: 'Teléfono',
      tablet: 'Tableta',
      desktop: 'Ordenador',
      width: 'Ancho',
      page: 'Página',
    },
  },
)
