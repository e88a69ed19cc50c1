import { html, nothing, type TemplateResult } from 'lit';
import type { SecretShape } from '../../../tba/secretShape.ts';
import type { SignatureSteps } from '../../../tba/signatureSteps.ts';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { SignatureStrings } from '../messages.ts';

/** How the signing key is put together, without what it is made of. */
export function keyShape(
  { consumerSecret, tokenSecret }: SignatureSteps['key'],
  strings: SignatureStrings,
): TemplateResult {
  return html`
    <p class="text key">
      ${strings.consumerSecret} ${secret(consumerSecret, strings)} <span class="code ampersand">&amp;</span>
      ${strings.tokenSecret} ${secret(tokenSecret, strings)}
    </p>
    ${tokenSecret.length === 0 ? html`<p class="quiet">${strings.keyEndsWithAmpersand}</p>` : nothing}
  `;
}

function secret({ length, ends }: SecretShape, strings: SignatureStrings): TemplateResult {
  if (length === 0) {
    return html`<span class="quiet">(${strings.emptySecret})</span>`;
  }
  const characters = length === 1 ? strings.oneCharacter : fill(strings.characters, length.toLocaleString());
  return html`<span class="quiet"
    >(${characters}${
      ends ? html`, <span class="code">${visibleText(ends.first)}…${visibleText(ends.last)}</span>` : nothing
    })</span
  >`;
}
