import { html, nothing, type TemplateResult } from 'lit';
import type { Stretch } from '../../diagnosis/comparison/textDifference.ts';
import { visibleText } from './visibleText.ts';

/**
 * One of two texts that are shown beside each other, what differs marked.
 *
 * @param differs what a screen reader says before what differs
 * @param note what stands under it
 */
export function side(
  label: string,
  stretches: readonly Stretch[],
  differs: string,
  note: unknown = nothing,
): TemplateResult {
  return html`<div>
    <h3>${label}</h3>
    <div class="code text" role="group" aria-label=${label} tabindex="0">
      <span class="stretches"
        >${stretches.map(({ text, same }) =>
          same
            ? visibleText(text)
            : html`<mark><span class="hidden-text">${differs} </span>${visibleText(text)}</mark>`,
        )}</span
      >
    </div>
    ${note}
  </div>`;
}
