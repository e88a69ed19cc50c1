import type { Item } from '../callParts.ts';
import type { CauseCode } from '../causeCodes.ts';
import type { Bug, Finding } from './plan.ts';
import { correct, encodeText, type Style } from './writing.ts';

const stacks: readonly Partial<Style>[] = [
  // C#: HttpUtility.UrlEncode.
  { plus: true, lower: true, leave: '!()*', tilde: true },
  { plus: true, lower: true, leave: '!()*' },
  { plus: true, lower: true },
  { lower: true, leave: '!()*' },
  { lower: true, leave: "!'()*" },
  // C#: WebUtility.UrlEncode.
  { plus: true, leave: '!()*', tilde: true },
  { plus: true, leave: '!()*' },
  // Java: URLEncoder; browsers and Node: URLSearchParams.
  { plus: true, leave: '*', tilde: true },
  { plus: true, leave: '*' },
  // PHP: urlencode, http_build_query; Python before 3.7: quote_plus.
  { plus: true, tilde: true },
  { tilde: true },
  { plus: true },
  // JavaScript: encodeURIComponent with `+` for blanks, jQuery.param.
  { plus: true, leave: "!'()*" },
  // JavaScript: escape and encodeURI.
  { charset: 'escape', leave: '@*/+' },
  { leave: ";,/?:@&=+$#!'()*" },
  // Perl, Ruby and Go as forms.
  { plus: true, leave: '*~' },
];

/** The encoders of the common stacks, which do several things at once; named by what they do to this call. */
export function stackBugs(items: readonly Item[], path: string): Bug[] {
  const inner = items.flatMap(({ name, value }) => [name, value]);
  return stacks.flatMap(given => {
    const style: Style = { ...correct, ...given };
    const around = { url: style, parameters: style };
    const mine = effects(inner, style, items);
    // What leaves the signs of a URL alone leaves the parts of a base string raw.
    const isRawAround = /[:/]/.test(style.leave);
    const outside: Finding[] = isRawAround ? [{ code: 'base-string-not-encoded' }] : effects([path, '='], style, items);
    const whole = isRawAround ? [...mine, ...outside] : effects([...inner, path, '='], style, items);
    const slots = ['space', 'reserved', 'hex', 'charset'];
    return [
      { findings: mine, cost: 1.7, slots, change: { writing: style } },
      { findings: whole, cost: 1.8, slots, change: { writing: style, join: around } },
      { findings: outside, cost: 2.4, slots, change: { join: around } },
    ].filter(({ findings }) => findings.length > 0);
  });
}

function effects(texts: readonly string[], style: Style, items: readonly Item[]): Finding[] {
  const findings: Finding[] = [];
  const add = (code: CauseCode, part: Partial<Style>) => {
    const isOther = (text: string) => encodeText(text, { ...correct, ...part }) !== encodeText(text, correct);
    if (texts.some(isOther)) {
      const item = items.find(({ name, value }) => isOther(name) || isOther(value));
      findings.push({ code, detail: code === 'lowercase-percent-hex' ? undefined : item?.name });
    }
  };
  add('lowercase-percent-hex', { lower: style.lower });
  add('space-as-plus', { plus: style.plus });
  add('charset-latin1', { charset: style.charset });
  add('reserved-chars-unencoded', { leave: style.leave });
  if (findings.length === 0) {
    add('reserved-chars-unencoded', { tilde: style.tilde });
  }
  return findings;
}
