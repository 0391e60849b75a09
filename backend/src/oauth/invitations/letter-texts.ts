/**
 * What talents are written, in each language: words in {braces} are filled in. A test holds the languages to the same
 * letters with the same blanks.
 */
import type { Language } from './languages.js';

export const LETTER_KINDS = ['invitation', 'reconnect', 'expiring', 'fresh', 'account'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export interface LetterText {
  readonly subject: string;
  readonly before: readonly string[];
  readonly button: string;
  readonly after: readonly string[];
}

export interface LanguageTexts extends Readonly<Record<LetterKind, LetterText>> {
  readonly greeting: string;
}

const en: LanguageTexts = {
  greeting: 'Hi {talent},',
  invitation: {
    subject: '{agency} would like to connect your accounts',
    before: [
      '{agency} would like to connect {platforms}, so that nobody has to ask you for numbers and screenshots any more.',
      'The link shows what would be read, in plain words. Nothing is ever posted or changed, and no messages are read. You sign in at the network itself; we never see your password.',
    ],
    button: 'See what is asked, and decide',
    after: [
      'The link is yours alone and good until {until}. You can say no, connect only some of it, and take it back at any time.',
      'Were you not expecting this? Then ask {agency} before you open it.',
    ],
  },
  reconnect: {
    subject: 'Please connect {account} again',
    before: [
      '{platform} no longer lets us read {account}. That happens when a password changes, when access was taken back, or when its time is simply over. What was read before is still there.',
      'If it is all right with you, connect it once more. It takes a minute.',
    ],
    button: 'Connect {account} again',
    after: [
      'The link is good until {until}. If you took access back on purpose, there is nothing for you to do.',
      'Nothing is ever posted or changed, and no messages are read.',
    ],
  },
  expiring: {
    subject: 'Access to {account} ends in {days}',
    before: [
      '{platform} lets you share {account} for a limited time only, and that ends in {days}. After that {agency} sees no new numbers.',
      'If you want it to go on, connect it once more. It takes a minute.',
    ],
    button: 'Keep {account} connected',
    after: ['The link is good until {until}. If you would rather let it end, there is nothing for you to do.'],
  },
  fresh: {
    subject: 'Your link to manage your connections',
    before: [
      'Here is the link you asked for. For {minutes} it lets you pause connections, withdraw your consent and download your data.',
    ],
    button: 'Manage my connections',
    after: ['Did you not ask for it? Then there is nothing to do: without this link nothing changes.'],
  },
  account: {
    subject: 'Your account with {agency}',
    before: [
      '{agency} has made you an account. In it you see what is connected and what is read, and you can pause, withdraw or download it whenever you like.',
      'Choose a passphrase, and it is yours.',
    ],
    button: 'Choose a passphrase',
    after: ['The link works once and is good until {until}.'],
  },
};

const de: LanguageTexts = {
  greeting: 'Hallo {talent},',
  invitation: {
    subject: '{agency} möchte deine Konten verbinden',
    before: [
      '{agency} möchte {platforms} verbinden, damit dich niemand mehr nach Zahlen und Bildschirmfotos fragen muss.',
      'Der Link zeigt in einfachen Worten, was gelesen würde. Es wird nie etwas veröffentlicht oder geändert, und Nachrichten liest niemand. Du meldest dich beim Netzwerk selbst an; dein Passwort sehen wir nie.',
    ],
    button: 'Ansehen, worum es geht, und entscheiden',
    after: [
      'Der Link ist nur für dich und gilt bis {until}. Du kannst Nein sagen, nur einen Teil verbinden und es jederzeit zurücknehmen.',
      'Damit hast du nicht gerechnet? Dann frag bei {agency} nach, bevor du ihn öffnest.',
    ],
  },
  reconnect: {
    subject: 'Bitte verbinde {account} noch einmal',
    before: [
      '{platform} lässt uns {account} nicht mehr lesen. Das kommt vor, wenn ein Passwort geändert, der Zugriff zurückgenommen wurde oder einfach seine Zeit um ist. Was vorher gelesen wurde, ist noch da.',
      'Wenn das für dich in Ordnung ist, verbinde es noch einmal. Es dauert eine Minute.',
    ],
    button: '{account} wieder verbinden',
    after: [
      'Der Link gilt bis {until}. Hast du den Zugriff mit Absicht zurückgenommen, brauchst du nichts zu tun.',
      'Es wird nie etwas veröffentlicht oder geändert, und Nachrichten liest niemand.',
    ],
  },
  expiring: {
    subject: 'Der Zugriff auf {account} gilt noch {days}',
    before: [
      'Bei {platform} lässt sich {account} nur für begrenzte Zeit teilen, und davon sind noch {days} übrig. Danach sieht {agency} keine neuen Zahlen mehr.',
      'Soll es weitergehen, verbinde es noch einmal. Es dauert eine Minute.',
    ],
    button: '{account} verbunden lassen',
    after: ['Der Link gilt bis {until}. Willst du es lieber auslaufen lassen, brauchst du nichts zu tun.'],
  },
  fresh: {
    subject: 'Dein Link, um deine Verbindungen zu verwalten',
    before: [
      'Hier ist der Link, um den du gebeten hast. Er gilt {minutes}: damit kannst du Verbindungen anhalten, deine Einwilligung zurücknehmen und deine Daten herunterladen.',
    ],
    button: 'Meine Verbindungen verwalten',
    after: ['Du hast nicht darum gebeten? Dann ist nichts zu tun: ohne diesen Link ändert sich nichts.'],
  },
  account: {
    subject: 'Dein Konto bei {agency}',
    before: [
      '{agency} hat dir ein Konto eingerichtet. Darin siehst du, was verbunden ist und was gelesen wird, und kannst es jederzeit anhalten, zurücknehmen oder herunterladen.',
      'Wähle eine Passphrase, dann gehört es dir.',
    ],
    button: 'Passphrase wählen',
    after: ['Der Link funktioniert einmal und gilt bis {until}.'],
  },
};

const es: LanguageTexts = {
  greeting: 'Hola, {talent}:',
  invitation: {
    subject: '{agency} quiere conectar tus cuentas',
    before: [
      '{agency} quiere conectar {platforms}, para que nadie tenga que volver a pedirte cifras ni capturas de pantalla.',
      'El enlace muestra, con palabras sencillas, qué se leería. Nunca se publica ni se cambia nada, y nadie lee tus mensajes. Inicias sesión en la propia red; nunca vemos tu contraseña.',
    ],
    button: 'Ver qué se pide y decidir',
    after: [
      'El enlace es solo para ti y vale hasta el {until}. Puedes decir que no, conectar solo una parte y retirarlo cuando quieras.',
      '¿No lo esperabas? Entonces pregunta a {agency} antes de abrirlo.',
    ],
  },
  reconnect: {
    subject: 'Conecta {account} de nuevo, por favor',
    before: [
      '{platform} ya no nos deja leer {account}. Ocurre cuando se cambia una contraseña, cuando se retira el acceso o cuando simplemente se acaba su plazo. Lo que se leyó antes sigue ahí.',
      'Si te parece bien, conéctala otra vez. Es un minuto.',
    ],
    button: 'Conectar {account} de nuevo',
    after: [
      'El enlace vale hasta el {until}. Si retiraste el acceso a propósito, no tienes que hacer nada.',
      'Nunca se publica ni se cambia nada, y nadie lee tus mensajes.',
    ],
  },
  expiring: {
    subject: 'El acceso a {account} termina en {days}',
    before: [
      '{platform} solo permite compartir {account} por un tiempo limitado, y ese tiempo termina en {days}. Después, {agency} no verá cifras nuevas.',
      'Si quieres que siga, conéctala otra vez. Es un minuto.',
    ],
    button: 'Mantener {account} conectada',
    after: ['El enlace vale hasta el {until}. Si prefieres que termine, no tienes que hacer nada.'],
  },
  fresh: {
    subject: 'Tu enlace para gestionar tus conexiones',
    before: [
      'Aquí está el enlace que pediste. Durante {minutes} te permite pausar conexiones, retirar tu consentimiento y descargar tus datos.',
    ],
    button: 'Gestionar mis conexiones',
    after: ['¿No lo pediste? Entonces no hay nada que hacer: sin este enlace no cambia nada.'],
  },
  account: {
    subject: 'Tu cuenta en {agency}',
    before: [
      '{agency} te ha creado una cuenta. En ella ves qué está conectado y qué se lee, y puedes pausarlo, retirarlo o descargarlo cuando quieras.',
      'Elige una frase de contraseña y es tuya.',
    ],
    button: 'Elegir una frase de contraseña',
    after: ['El enlace funciona una sola vez y vale hasta el {until}.'],
  },
};

const fr: LanguageTexts = {
  greeting: 'Bonjour {talent},',
  invitation: {
    subject: '{agency} souhaite connecter vos comptes',
    before: [
      '{agency} souhaite connecter {platforms}, pour que plus personne n’ait à vous demander des chiffres ni des captures d’écran.',
      'Le lien montre, en mots simples, ce qui serait lu. Rien n’est jamais publié ni modifié, et personne ne lit vos messages. Vous vous connectez sur le réseau lui-même ; nous ne voyons jamais votre mot de passe.',
    ],
    button: 'Voir ce qui est demandé, et décider',
    after: [
      'Le lien n’est que pour vous et reste valable jusqu’au {until}. Vous pouvez refuser, n’en connecter qu’une partie, et revenir sur votre accord à tout moment.',
      'Vous ne vous y attendiez pas ? Alors posez la question à {agency} avant de l’ouvrir.',
    ],
  },
  reconnect: {
    subject: 'Merci de reconnecter {account}',
    before: [
      '{platform} ne nous laisse plus lire {account}. Cela arrive quand un mot de passe change, quand l’accès a été retiré, ou quand sa durée est simplement écoulée. Ce qui a été lu auparavant est toujours là.',
      'Si cela vous convient, connectez-le encore une fois. Cela prend une minute.',
    ],
    button: 'Reconnecter {account}',
    after: [
      'Le lien est valable jusqu’au {until}. Si vous avez retiré l’accès exprès, vous n’avez rien à faire.',
      'Rien n’est jamais publié ni modifié, et personne ne lit vos messages.',
    ],
  },
  expiring: {
    subject: 'L’accès à {account} se termine dans {days}',
    before: [
      '{platform} ne permet de partager {account} que pour un temps limité, qui se termine dans {days}. Ensuite, {agency} ne verra plus de nouveaux chiffres.',
      'Si vous voulez que cela continue, connectez-le encore une fois. Cela prend une minute.',
    ],
    button: 'Garder {account} connecté',
    after: ['Le lien est valable jusqu’au {until}. Si vous préférez en rester là, vous n’avez rien à faire.'],
  },
  fresh: {
    subject: 'Votre lien pour gérer vos connexions',
    before: [
      'Voici le lien que vous avez demandé. Pendant {minutes}, il vous permet de suspendre des connexions, de retirer votre accord et de télécharger vos données.',
    ],
    button: 'Gérer mes connexions',
    after: ['Vous ne l’avez pas demandé ? Alors il n’y a rien à faire : sans ce lien, rien ne change.'],
  },
  account: {
    subject: 'Votre compte chez {agency}',
    before: [
      '{agency} vous a créé un compte. Vous y voyez ce qui est connecté et ce qui est lu, et vous pouvez le suspendre, le retirer ou le télécharger quand vous voulez.',
      'Choisissez une phrase de passe, et il est à vous.',
    ],
    button: 'Choisir une phrase de passe',
    after: ['Le lien ne fonctionne qu’une fois et reste valable jusqu’au {until}.'],
  },
};

export const LETTER_TEXTS: Readonly<Record<Language, LanguageTexts>> = { en, de, es, fr };
