import { createHash } from 'node:crypto';

/** What one page of the listener says, in the person's language. */
export interface PageText {
  /** A language tag, such as `en`. */
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

const style =
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}' +
  'body{margin:15vh auto;max-width:32rem;padding:0 1.5rem}h1{font-size:1.4rem}';

/** No script, nothing from elsewhere; the empty icon keeps the browser from asking for one. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The address of the page holds the verifier, so that it is neither kept nor passed on. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': contentSecurityPolicy,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** A small page that stands on its own. Nothing of the request is in it. */
export function printPage({ language, title, text }: PageText): string {
  return [
    '<!doctype html>',
    `<html lang="${escape(language)}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escape(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>`,
    `<body><main><h1>${escape(title)}</h1><p>${escape(text)}</p></main></body>`,
    '</html>',
    '',
  ].join('\n');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
