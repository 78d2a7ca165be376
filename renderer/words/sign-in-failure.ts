import { dictionary } from './words.ts'

/** Why a sign-in did not work and what to do, by the code of the failure. */
export const signInFailureWords = dictionary(
  {
    'server-unreachable':
      'The server does not answer. Check the network and the address, then try again. Once you have signed in here, you can write without a network.',
    'captive-portal':
      'This network wants you to sign in to it first. Open any web page to do so, then try again.',
    'wrong-password': 'Email and password do not fit. Check both, then try again.',
    'too-many-tries':
      'Too many tries with a wrong password. Wait a few minutes, then try again; an administrator can set a new one.',
    'account-closed':
      'This account was closed by an administrator. What was written with it is still on this device.',
    'wrong-protocol':
      'This version of Copydesk and the server do not understand each other. Install the newest one.',
    'garbled-answer':
      'What answers at this address is not a newsroom’s server. Check the address, then try again.',
  },
  {
    ar: {
      'server-unreachable':
        'الخادم لا يستجيب. تحقق من الشبكة ومن العنوان ثم حاول من جديد. وبعد أول تسجيل دخول هنا يمكنك الكتابة دون شبكة.',
      'captive-portal':
        'تطلب هذه الشبكة تسجيل الدخول إليها أولًا. افتح أي صفحة ويب لتفعل ذلك ثم حاول من جديد.',
      'wrong-password': 'البريد وكلمة المرور لا يتطابقان. تحقق منهما ثم حاول من جديد.',
      'too-many-tries':
        'محاولات كثيرة بكلمة مرور خاطئة. انتظر بضع دقائق ثم حاول من جديد؛ ويمكن لأحد المسؤولين تعيين كلمة جديدة.',
      'account-closed': 'أغلق أحد المسؤولين هذا الحساب. ما كُتب به لا يزال على هذا الجهاز.',
      'wrong-protocol': 'هذا الإصدار من Copydesk والخادم لا يتفاهمان. ثبّت الإصدار الأحدث.',
      'garbled-answer':
        'ما يجيب عند هذا العنوان ليس خادم غرفة أخبار. تحقق من العنوان ثم حاول من جديد.',
    },
    es: {
      'server-unreachable':
        'El servidor no responde. Revise la red y la dirección e inténtelo de nuevo. Tras iniciar sesión una vez aquí, podrá escribir sin red.',
      'captive-portal':
        'Esta red pide que inicie sesión en ella primero. Abra cualquier página web para hacerlo e inténtelo de nuevo.',
      'wrong-password': 'El correo y la contraseña no coinciden. Revíselos e inténtelo de nuevo.',
      'too-many-tries':
        'Demasiados intentos con una contraseña incorrecta. Espere unos minutos e inténtelo de nuevo; un administrador puede poner una nueva.',
      'account-closed':
        'Un administrador cerró esta cuenta. Lo escrito con ella sigue en este equipo.',
      'wrong-protocol':
        'Esta versión de Copydesk y el servidor no se entienden. Instale la más reciente.',
      'garbled-answer':
        'Lo que responde en esa dirección no es el servidor de una redacción. Revise la dirección e inténtelo de nuevo.',
    },
  },
)
