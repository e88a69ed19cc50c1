import { html, type TemplateResult } from 'lit';
import { comparisonSection } from './comparison.ts';
import { stepTitle } from './heading.ts';
import type { PageModel } from './page.ts';
import type { Target } from './pieces.ts';

/** The box to compare in, as a last step. */
export function compareWith(model: PageModel, number: number, help: string): TemplateResult {
  const { state, pasted, strings, compare, takeOver } = model;
  return html`
    ${stepTitle(number, strings.compare, help)}
    ${comparisonSection({
      comparison: state.comparison,
      pasted,
      strings,
      help: strings.compare,
      trusted: state.trusted,
      compare,
      takeOver,
    })}
  `;
}

/** The signature by itself. */
export function signatureText(signature: string, changed: ReadonlySet<Target>): TemplateResult {
  return html`<div class="code text">
    <span class="signature ${changed.has('signature') ? 'changed' : ''}" data-target="signature">${signature}</span>
  </div>`;
}
