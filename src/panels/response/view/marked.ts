import { html, type TemplateResult } from 'lit';
import type { Mark } from '../../../bodies/search/searchTypes.ts';
import { visibleLine } from '../../shared/visibleText.ts';

/** A text with what was found in it marked; `current` is the match that the search stands at. */
export function marked(
  text: string,
  marks: readonly Mark[] | undefined,
  part: Mark['part'],
  current: number,
): TemplateResult | string {
  const own = marks?.filter(mark => mark.part === part) ?? [];
  if (own.length === 0) {
    return visibleLine(text);
  }
  const pieces: (TemplateResult | string)[] = [];
  let at = 0;
  for (const { from, to, match } of own) {
    pieces.push(visibleLine(text.slice(at, from)));
    pieces.push(
      html`<mark class=${match === current ? 'current' : ''}>${visibleLine(text.slice(Math.max(at, from), to))}</mark>`,
    );
    at = Math.max(at, to);
  }
  return html`${pieces}${visibleLine(text.slice(at))}`;
}
