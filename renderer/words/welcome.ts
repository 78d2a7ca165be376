import { dictionary } from './words.ts'

/** Words of the first page: the sample newsroom, or the person's own. */
export const welcomeWords = dictionary(
  {
    title: 'Copydesk',
    lead: 'Write, check and publish, with or without a network.',
    sample: 'Try the sample newsroom',
    sampleLead: 'The Harbour Post, an invented paper. Sit down as one of its people:',
    join: 'Join your newsroom',
    joinLead: 'Your editor or administrator gives you the address.',
    address: 'Address of the server',
    email: 'Email',
    password: 'Password',
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    again: 'Sign in again',
    againLead: 'Your work is safe on this device. It leaves as soon as you have signed in.',
    noKeyring:
      'This computer has no keyring to keep a sign-in: you sign in again each time Copydesk starts. What you write is saved on this device all the same.',
    badAddress: 'Write the whole address, with https:// at the front.',
    badEmail: 'This is not an email address.',
    noPassword: 'Write your password.',
    language: 'Language',
  },
  {
    ar: {
      title: 'Copydesk',
      lead: 'اكتب ودقّق وانشر، بشبكة أو بدونها.',
      sample: 'جرّب غرفة الأخبار النموذجية',
      sampleLead: '«بريد المرفأ»، صحيفة متخيَّلة. اجلس مكان أحد العاملين فيها:',
      join: 'انضم إلى غرفة أخبارك',
      joinLead: 'يعطيك محررك أو مدير النظام العنوان.',
      address: 'عنوان الخادم',
      email: 'البريد الإلكتروني',
      password: 'كلمة المرور',
      signIn: 'تسجيل الدخول',
      signingIn: 'جارٍ تسجيل الدخول…',
      again: 'سجّل الدخول من جديد',
      againLead: 'عملك محفوظ على هذا الجهاز، ويُرسل فور تسجيل الدخول.',
      noKeyring:
        'ليس في هذا الحاسوب حافظة مفاتيح تحفظ تسجيل الدخول: ستسجّل الدخول من جديد كلما بدأ كوبيدسك. أما ما تكتبه فمحفوظ على هذا الجهاز في كل حال.',
      badAddress: 'اكتب العنوان كاملًا، وفي أوله ‎https://‎.',
      badEmail: 'هذا ليس بريدًا إلكترونيًا.',
      noPassword: 'اكتب كلمة المرور.',
      language: 'اللغة',
    },
    es: {
      title: 'Copydesk',
      lead: 'Escriba, revise y publique, con red o sin ella.',
      sample: 'Pruebe la redacción de muestra',
      sampleLead: 'The Harbour Post, un periódico inventado. Siéntese en el lugar de alguien:',
      join: 'Únase a su redacción',
      joinLead: 'Su editor o administrador le da la dirección.',
      address: 'Dirección del servidor',
      email: 'Correo electrónico',
      password: 'Contraseña',
      signIn: 'Iniciar sesión',
      signingIn: 'Iniciando sesión…',
      again: 'Iniciar sesión de nuevo',
      againLead: 'Su trabajo está a salvo en este equipo. Saldrá en cuanto inicie sesión.',
      noKeyring:
        'Este equipo no tiene llavero donde guardar la sesión: la iniciará de nuevo cada vez que arranque Copydesk. Lo que escriba queda guardado en este equipo igualmente.',
      badAddress: 'Escriba la dirección completa, con https:// delante.',
      badEmail: 'Esto no es una dirección de correo.',
      noPassword: 'Escriba su contraseña.',
      language: 'Idioma',
    },
  },
)

/** What a role is called. */
export const roleWords = dictionary(
  {
    reporter: 'Reporter',
    'photo-editor': 'Photo editor',
    'desk-chief': 'Desk chief',
    admin: 'Administrator',
  },
  {
    ar: {
      reporter: 'مراسل',
      'photo-editor': 'محرر صور',
      'desk-chief': 'رئيس مكتب',
      admin: 'مدير النظام',
    },
    es: {
      reporter: 'Redacción',
      'photo-editor': 'Edición gráfica',
      'desk-chief': 'Jefatura de mesa',
      admin: 'Administración',
    },
  },
)
