import { dictionary } from './words.ts'

/** Why a story could not be opened, what is safe and what to do, by the code of the failure. */
export const openFailureWords = dictionary(
  {
    'story-not-here':
      'Its text is not on this device. The server is asked for it as soon as it can be reached.',
    'story-not-sent':
      'The server has no text of it yet. It comes by itself once the computer on which it was written has sent it.',
    'story-lost':
      'Its text can no longer be read on this computer, and the server does not have it. The damaged file or a good copy may still hold it: they are in this desk’s folder, under “damaged” and “copies”. Leave that folder as it is and ask whoever looks after this computer.',
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
      'story-not-here': 'نصها ليس على هذا الجهاز. يُطلب من الخادم فور إمكان الوصول إليه.',
      'story-not-sent': 'ليس لدى الخادم نص لها بعد. يصل تلقائيًا حين يرسله الجهاز الذي كُتب عليه.',
      'story-lost':
        'لم تعد قراءة نصها على هذا الحاسوب ممكنة، وليس لدى الخادم نسخة منه. قد يكون باقيًا في الملف التالف أو في النسخ السليمة: هي في مجلد هذا المكتب تحت «damaged» و«copies». اترك المجلد كما هو واسأل المسؤول عن هذا الحاسوب.',
      'not-allowed': 'هي لمكتب لست عضوًا فيه. يمكن لرئيس ذلك المكتب أن يساعدك.',
      'signed-out': 'لم يسجّل أحد الدخول على هذا الجهاز. ما كتبته ما زال هنا.',
      'store-locked': 'برنامج آخر يستخدم ملف هذا المكتب. أغلقه وحاول من جديد.',
      'store-damaged': 'ملف هذا المكتب تالف ويجري إصلاحه. حاول من جديد بعد لحظات.',
      other:
        'حدث خلل في كوبيدسك نفسه لا في نصك: ما كُتب محفوظ على هذا الجهاز. حاول من جديد، وإن تكرر فأغلق النافذة وافتحها.',
    },
    es: {
      'story-not-here':
        'Su texto no está en este equipo. Se le pide al servidor en cuanto se lo alcance.',
      'story-not-sent':
        'El servidor aún no tiene su texto. Llega solo cuando lo envíe el equipo en que se escribió.',
      'story-lost':
        'Su texto ya no se puede leer en este equipo y el servidor no lo tiene. El archivo dañado o una copia buena pueden tenerlo todavía: están en la carpeta de este puesto, en «damaged» y «copies». Deje esa carpeta como está y pregunte a quien cuida este equipo.',
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
