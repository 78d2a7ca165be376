import { dictionary } from './words.ts'

/** Why a story could not be opened, what is safe and what to do, by the code of the failure. */
export const openFailureWords = dictionary(
  {
    'story-not-here':
      'Its text is not on this device yet. It is fetched as soon as the server can be reached.',
    'not-allowed':
      'It belongs to a desk that you are not a member of. A chief of that desk can help.',
    'signed-out': 'Nobody is signed in on this device. What you wrote is still here.',
    'store-locked': 'Another program is using the file of this desk. Close it and try again.',
    'store-damaged':
      'The file of this desk is damaged and is being repaired. Try again in a moment.',
    other:
      'Something in Copydesk itself went wrong, not in your text: what was written is safe on this device. Try again; if it comes back, close and open the window.',
  },
  {
    ar: {
      'story-not-here': 'نصها ليس على هذا الجهاز بعد. يُجلب فور إمكان الوصول إلى الخادم.',
      'not-allowed': 'هي لمكتب لست عضوًا فيه. يمكن لرئيس ذلك المكتب أن يساعدك.',
      'signed-out': 'لم يسجّل أحد الدخول على هذا الجهاز. ما كتبته ما زال هنا.',
      'store-locked': 'برنامج آخر يستخدم ملف هذا المكتب. أغلقه وحاول من جديد.',
      'store-damaged': 'ملف هذا المكتب تالف ويجري إصلاحه. حاول من جديد بعد لحظات.',
      other:
        'حدث خلل في كوبيدسك نفسه لا في نصك: ما كُتب محفوظ على هذا الجهاز. حاول من جديد، وإن تكرر فأغلق النافذة وافتحها.',
    },
    es: {
      'story-not-here':
        'Su texto aún no está en este equipo. Se trae en cuanto se alcance el servidor.',
      'not-allowed':
        'Es de una mesa a la que usted no pertenece. Puede ayudarle el jefe de esa mesa.',
      'signed-out': 'Nadie ha iniciado sesión en este equipo. Lo que escribió sigue aquí.',
      'store-locked': 'Otro programa usa el archivo de este puesto. Ciérrelo e inténtelo de nuevo.',
      'store-damaged':
        'El archivo de este puesto está dañado y se está reparando. Inténtelo en un momento.',
      other:
        'Falló algo de Copydesk, no de su texto: lo escrito está a salvo en este equipo. Inténtelo de nuevo; si se repite, cierre y abra la ventana.',
    },
  },
)
