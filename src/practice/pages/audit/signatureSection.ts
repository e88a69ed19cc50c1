import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { explainAttempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { markedPair } from './difference.ts';
import { readable } from './readable.ts';

/** The signature that would have been right, and the one that came; with what went wrong, where that can be found out. */
export function signatureSection(attempt: Attempt): Html {
  const { seen, value } = attempt;
  const received = value('oauth_signature');
  if (seen.expectedSignature === '' && received === undefined) {
    return html``;
  }
  const expected = seen.expectedSignature;
  const isRight = expected !== '' && received === expected;
  return html`<h2>Signature</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Signature">
      <table>
        <caption>
          ${isRight ? 'Both are the same: the signature is right.' : 'HMAC-SHA256, in base64'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Whose</th>
            <th scope="col">Signature</th>
            <th scope="col">Length</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Expected</th>
            <td>
              ${
                expected === ''
                  ? html`<span class="quiet">cannot be computed: application and token are not both known</span>`
                  : html`<code>${expected}</code>`
              }
            </td>
            <td>${expected === '' ? '' : expected.length}</td>
          </tr>
          <tr>
            <th scope="row">Received</th>
            <td>
              ${received === undefined ? html`<span class="quiet">none</span>` : html`<code>${readable(received)}</code>`}
            </td>
            <td>${received?.length ?? ''}</td>
          </tr>
        </tbody>
      </table>
    </div>
    ${!isRight && lengthRemark(received ?? '')}
    ${
      received !== undefined &&
      expected !== '' &&
      !isRight &&
      attempt.entry.check !== 'signature' &&
      html`<p>Once the failure above is mended, this one will show.</p>
        ${signatureExplanation(attempt)}`
    }`;
}

function lengthRemark(received: string): Html {
  const bytes = Buffer.from(received, 'base64').length;
  return html`${received.length === 28 && bytes === 20 && html`<p>28 characters: this is the length of a signature by HMAC-SHA1.</p>`}
  ${received.length === 88 && bytes === 64 && html`<p>88 characters: this is the length of a signature by HMAC-SHA512.</p>`}`;
}

/** What the program did, when the signature received proves it. */
export function signatureExplanation(attempt: Attempt): Html {
  const { seen } = attempt;
  const explanation = explainAttempt(attempt);
  if (!explanation) {
    return html`<p>
      None of the usual mistakes gives the signature that was received, alone or in pairs. Either a secret is not the
      one of this application and token, or the base string differs in several places: compare below.
    </p>`;
  }
  if (explanation.says.length === 0) {
    return html`<p>The signature itself is right.</p>`;
  }
  const [marked] = markedPair(explanation.baseString, seen.baseString);
  return html`<div class="notice hint">
      <strong>Found</strong> The signature that was sent comes out exactly like this:
      <ul>
        ${explanation.says.map(each => html`<li>${each}</li>`)}
      </ul>
    </div>
    ${
      explanation.baseString !== seen.baseString &&
      html`<details>
        <summary>The base string that was signed, with what is wrong in it marked</summary>
        <pre>${marked}</pre>
      </details>`
    }`;
}
