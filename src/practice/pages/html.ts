/** Text that is HTML already. Made by the template below only, which escapes whatever is put into it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template: text is escaped, HTML stays, lists are joined, nothing and `false` leave no trace. */
export type HtmlValue = string | number | Html | readonly HtmlValue[] | undefined | false;

/** html`<td>${name}</td>`; attributes must be quoted in the template. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.map((text, index) => text + (index < values.length ? print(values[index]) : '')).join(''));
}

function print(value: HtmlValue): string {
  if (value === undefined || value === false) {
    return '';
  }
  if (value instanceof Html) {
    return value.text;
  }
  return typeof value === 'object' ? value.map(print).join('') : escapeHtml(String(value));
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('\0', '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
