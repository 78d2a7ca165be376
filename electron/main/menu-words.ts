/** Words of the menus in each desk language. */
import type { MenuAction } from '../../shared/ipc/main-contract.ts'
import type { Labels } from '../../shared/model/vocabulary.ts'

const words = (en: string, ar: string, es: string): Labels => ({ en, ar, es })

export const menuWords = {
  file: words('File', 'ملف', 'Archivo'),
  edit: words('Edit', 'تحرير', 'Edición'),
  story: words('Story', 'القصة', 'Nota'),
  view: words('View', 'عرض', 'Ver'),
  window: words('Window', 'نافذة', 'Ventana'),
  help: words('Help', 'مساعدة', 'Ayuda'),
  newWindow: words('New window', 'نافذة جديدة', 'Ventana nueva'),
  closeWindow: words('Close window', 'إغلاق النافذة', 'Cerrar ventana'),
  quit: words('Quit Copydesk', 'إنهاء Copydesk', 'Salir de Copydesk'),
  undo: words('Undo', 'تراجع', 'Deshacer'),
  redo: words('Redo', 'إعادة', 'Rehacer'),
  cut: words('Cut', 'قص', 'Cortar'),
  copy: words('Copy', 'نسخ', 'Copiar'),
  paste: words('Paste', 'لصق', 'Pegar'),
  pastePlain: words('Paste without formatting', 'لصق دون تنسيق', 'Pegar sin formato'),
  selectAll: words('Select all', 'تحديد الكل', 'Seleccionar todo'),
  language: words('Language', 'اللغة', 'Idioma'),
  theme: words('Theme', 'المظهر', 'Tema'),
  themeSystem: words('As the system', 'حسب النظام', 'El del sistema'),
  themeLight: words('Light', 'فاتح', 'Claro'),
  themeDark: words('Dark', 'داكن', 'Oscuro'),
  zoomIn: words('Larger', 'تكبير', 'Más grande'),
  zoomOut: words('Smaller', 'تصغير', 'Más pequeño'),
  zoomReset: words('Actual size', 'الحجم الأصلي', 'Tamaño real'),
  fullScreen: words('Full screen', 'ملء الشاشة', 'Pantalla completa'),
  minimize: words('Minimize', 'تصغير النافذة', 'Minimizar'),
  developerTools: words('Developer tools', 'أدوات المطوّر', 'Herramientas de desarrollo'),
} as const satisfies Record<string, Labels>

/** Actions that have a place in a menu in this version of the app. */
export const actionWords = {
  'new-story': words('New story', 'قصة جديدة', 'Nota nueva'),
  'add-pictures': words('Add pictures…', 'إضافة صور…', 'Añadir imágenes…'),
  'next-action': words('Next step', 'الخطوة التالية', 'Paso siguiente'),
  'breaking-line': words('Breaking line…', 'خبر عاجل…', 'Última hora…'),
  'find-in-story': words('Find in story', 'بحث في القصة', 'Buscar en la nota'),
  search: words('Search everything', 'بحث في كل شيء', 'Buscar en todo'),
  palette: words('Commands…', 'الأوامر…', 'Comandos…'),
  checks: words('Checks', 'الفحوص', 'Comprobaciones'),
  'toggle-inspector': words('Inspector', 'لوحة الخصائص', 'Inspector'),
  preview: words('Preview for readers', 'معاينة القارئ', 'Vista del lector'),
  'screen-stories': words('Stories', 'القصص', 'Notas'),
  'screen-review': words('Review', 'المراجعة', 'Revisión'),
  'screen-breaking': words('Breaking', 'عاجل', 'Última hora'),
  'screen-search': words('Search', 'البحث', 'Búsqueda'),
  'next-pane': words('Next pane', 'اللوحة التالية', 'Panel siguiente'),
  'work-offline': words('Work offline', 'العمل دون اتصال', 'Trabajar sin conexión'),
  'show-keys': words('Keyboard shortcuts', 'اختصارات لوحة المفاتيح', 'Atajos de teclado'),
} as const satisfies Partial<Record<MenuAction, Labels>>
