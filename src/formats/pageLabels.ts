import type { CredentialField } from './foundCredentials.ts';

/** What a label on a page stands for: a field, or a name. */
export type PageLabel = CredentialField | 'integrationName' | 'applicationName' | 'tokenName';

/**
 * English labels are NetSuite's (the confirmation pages as people paste them into
 * code and documents; fields of ORA:bridgehead_4254083671), the practice account's, and Postman's form. Portuguese, German
 * and Chinese ones of the token page are Oracle's own translations (help of its EPM Cloud, "NetSuite") or a customer's
 * words; all others are assumed, and harmless: a label counts only in front of what looks like a key.
 */
const labels: readonly (readonly [PageLabel, readonly string[]])[] = [
  ['consumerKey', ['Consumer Key / Client ID', 'Consumer Key', 'Client ID']],
  ['consumerSecret', ['Consumer Secret / Client Secret', 'Consumer Secret', 'Client Secret']],
  ['tokenSecret', ['Token Secret', 'Access Token Secret', 'Token-Secret']],
  ['token', ['Token ID', 'Access Token ID', 'Access Token', 'Token-ID']],
  ['accountId', ['Account ID', 'Account number', 'Realm']],
  ['applicationName', ['Application Name', 'Application']],
  ['tokenName', ['Token Name']],
  ['integrationName', ['Name', 'Integration', 'Integration Name']],
  // Spanish
  [
    'consumerKey',
    ['Clave de consumidor / ID de cliente', 'Clave de consumidor', 'Clave del consumidor', 'ID de cliente'],
  ],
  ['consumerSecret', ['Secreto de consumidor / Secreto de cliente', 'Secreto de consumidor', 'Secreto del consumidor']],
  ['token', ['ID de token', 'ID del token']],
  ['tokenSecret', ['Secreto de token', 'Secreto del token']],
  ['applicationName', ['Nombre de la aplicación', 'Nombre de aplicación']],
  ['tokenName', ['Nombre del token', 'Nombre de token']],
  // Portuguese
  [
    'consumerKey',
    ['Chave do consumidor / ID do cliente', 'Chave do consumidor', 'Chave de consumidor', 'ID do cliente'],
  ],
  ['consumerSecret', ['Segredo do consumidor / Segredo do cliente', 'Segredo do consumidor', 'Segredo de consumidor']],
  ['token', ['ID do token']],
  ['tokenSecret', ['Segredo do token']],
  ['applicationName', ['Nome do aplicativo']],
  ['tokenName', ['Nome do token']],
  // French
  [
    'consumerKey',
    ['Clé du consommateur / ID client', 'Clé du consommateur', 'Clé consommateur', 'Clé client', 'ID client'],
  ],
  [
    'consumerSecret',
    ['Secret du consommateur / Secret client', 'Secret du consommateur', 'Secret consommateur', 'Secret client'],
  ],
  ['token', ['ID du jeton', 'ID de jeton']],
  ['tokenSecret', ['Secret du jeton', 'Secret de jeton']],
  ['applicationName', ["Nom de l'application", 'Nom de l’application']],
  ['tokenName', ['Nom du jeton']],
  // German
  ['consumerKey', ['Verbraucherschlüssel', 'Consumer-Schlüssel', 'Client-ID']],
  [
    'consumerSecret',
    ['Verbrauchergeheimnis', 'Consumer-Geheimnis', 'Consumer-Secret', 'Client-Secret', 'Clientgeheimnis'],
  ],
  ['tokenSecret', ['Tokengeheimnis', 'Token-Geheimnis']],
  ['applicationName', ['Anwendungsname']],
  ['tokenName', ['Tokenname', 'Token-Name']],
  // Italian, Dutch
  ['consumerKey', ['Chiave consumer', 'Chiave consumatore', 'Consumentensleutel']],
  ['consumerSecret', ['Segreto consumer', 'Segreto consumatore', 'Consumentgeheim']],
  ['token', ['ID token']],
  ['tokenSecret', ['Segreto token', 'Segreto del token', 'Tokengeheim']],
  // Japanese, Chinese, Korean
  [
    'consumerKey',
    [
      'コンシューマキー',
      'コンシューマーキー',
      'コンシューマ・キー',
      'クライアントID',
      '使用者密钥',
      '消费者密钥',
      '顾客密钥',
      '用戶金鑰',
      '소비자 키',
    ],
  ],
  [
    'consumerSecret',
    [
      'コンシューマシークレット',
      'コンシューマーシークレット',
      'コンシューマ・シークレット',
      'クライアントシークレット',
      '使用者机密',
      '消费者秘密',
      '消费者密码',
      '소비자 암호',
    ],
  ],
  ['token', ['トークンID', '令牌ID', '令牌 ID', '權杖 ID', '토큰 ID']],
  ['tokenSecret', ['トークンシークレット', 'トークン・シークレット', '令牌密钥', '令牌机密', '令牌密码', '토큰 암호']],
];

const byText = new Map(labels.flatMap(([label, texts]) => texts.map(text => [plain(text), label] as const)));

/** Longest first, so that `Token ID` does not stop before `Token ID…`. A blank may be any run of blanks, or none at a slash. */
const pattern = new RegExp(
  `(?:${labels
    .flatMap(([, texts]) => texts)
    .sort((a, b) => b.length - a.length)
    .map(text =>
      text
        .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll(' / ', String.raw`\s{0,20}/\s{0,20}`)
        .replaceAll(' ', String.raw`\s{1,20}`),
    )
    .join('|')})(?=$|[\\s:：=–—*>(-])`,
  'iy',
);

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?\/ ?/g, '/');
}

/** The label that a piece of text begins with, and where what follows begins. */
export function readLabel(text: string, from: number): { readonly label: PageLabel; readonly end: number } | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  const label = match && byText.get(plain(match[0]));
  return label ? { label, end: from + match[0].length } : undefined;
}
