import { formToken, textArea } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Attempt, Secrets } from './attempt.ts';
import { secretsOf } from './attempt.ts';
import { attemptUrl } from './auditPaths.ts';
import { compareBaseStrings } from './compareBaseStrings.ts';
import { markedPair } from './difference.ts';
import { isCut, readable, showUnseen } from './readable.ts';
import { pairsWithOrigin, takeApart, takePassportApart } from './takeApart.ts';

const origins = { header: 'header', query: 'query', body: 'form body', unknown: 'not kept' } as const;

/** The base string that the server computed: whole, and taken apart. */
export function baseStringSection(attempt: Attempt): Html {
  const { seen, isPassport } = attempt;
  if (seen.baseString === '') {
    return html`<h2>Base string</h2>
      <p>The server computed none, because the header could not be read.</p>`;
  }
  return html`<h2>Base string</h2>
    <p>This is the text that has to be signed, character by character.</p>
    <pre>${seen.baseString}</pre>
    ${isCut(seen.baseString) && html`<p class="quiet">The request was very long; only its beginning is kept.</p>`}
    <h3>Taken apart</h3>
    ${isPassport ? passportTable(attempt) : partsTable(attempt)}`;
}

function passportTable({ seen }: Attempt): Html {
  return table(
    'The five values that SOAP signs, in this order',
    ['Value', 'Decoded'],
    takePassportApart(seen.baseString).map(({ name, value }) => [html`${name}`, html`<code>${readable(value)}</code>`]),
  );
}

function partsTable({ seen }: Attempt): Html {
  const parts = takeApart(seen.baseString);
  const rows = pairsWithOrigin(seen).map(({ encoded, name, value, from }) => [
    html`<code>${readable(name)}</code>`,
    html`<code>${readable(value)}</code>`,
    html`${origins[from]}`,
    html`<code>${encoded}</code>`,
  ]);
  return html`<dl>
      <dt>Method</dt>
      <dd><code>${readable(parts?.method ?? '')}</code></dd>
      <dt>Address</dt>
      <dd><code>${readable(parts?.uri ?? '')}</code></dd>
    </dl>
    ${table(
      'Parameters in the order in which they are signed',
      ['Name', 'Value', 'From', 'As signed, before the second encoding'],
      rows,
    )}`;
}

/** The shape of the signing key: enough to see a wrong secret, not to take it along. */
export function signingKeySection(attempt: Attempt): Html {
  const { seen, entry } = attempt;
  if (seen.expectedSignature === '') {
    return html`<h2>Signing key</h2>
      <p>There is none, because application and token of the request are not both known here.</p>`;
  }
  const secrets = secretsOf(attempt);
  return html`<h2>Signing key</h2>
    <p>Consumer secret, the character &amp;, token secret; each percent-encoded, without spaces or line ends.</p>
    ${
      secrets
        ? keyShape(secrets, entry.surface === 'request-token')
        : html`<p>The secrets of then are no longer here: they were reset or deleted since.</p>`
    }`;
}

function keyShape({ consumerSecret, tokenSecret }: Secrets, isFirstStep: boolean): Html {
  return html`<dl>
    <dt>Consumer secret</dt>
    <dd>${shape(consumerSecret)}</dd>
    <dt>Then</dt>
    <dd><code>&amp;</code></dd>
    <dt>Token secret</dt>
    <dd>${isFirstStep ? 'empty in the first step; the & stays' : shape(tokenSecret)}</dd>
  </dl>`;
}

function shape(secret: string): Html {
  return html`<code>${secret.slice(0, 2)}…${secret.slice(-2)}</code>, ${secret.length} characters`;
}

/** A place to paste what the other program signed. */
export function comparisonForm({ visit, entry, seen }: Attempt, theirs: string): Html {
  return html`${
    seen.baseString !== '' &&
    html`<h2 id="compare">Compare with your program</h2>
      ${theirs !== '' && comparison(seen.baseString, theirs)}
      <form method="post" action="${attemptUrl(entry.id)}#compare" class="fields">
        ${formToken(visit)}
        ${textArea({
          name: 'theirs',
          label: 'Base string that your program signed',
          value: theirs,
          help: 'Most OAuth libraries can print it. It holds no secret.',
        })}
        <div class="actions"><button>Compare</button></div>
      </form>`
  }`;
}

function comparison(server: string, theirs: string): Html {
  const differences = compareBaseStrings(server, theirs);
  if (differences.length === 0) {
    return html`<div class="notice done" role="status">
      <strong>The same</strong> The two base strings are the same to the last character. If the signatures differ, the
      secrets or the hash do.
    </div>`;
  }
  const [marked, markedTheirs] = markedPair(server, theirs);
  const rows = differences.map(({ part, server: expected, theirs: given, says }) => [
    html`<code>${readable(part)}</code>`,
    html`<code>${readable(expected)}</code>`,
    html`<code>${showUnseen(given)}</code>`,
    html`${says}`,
  ]);
  return html`<div class="notice problem" role="status">
      <strong>Not the same</strong> ${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}
    </div>
    ${table('What differs', ['Part', 'Server', 'Yours', 'Remark'], rows)}
    <p>Server, with what differs marked:</p>
    <pre>${marked}</pre>
    <p>Yours:</p>
    <pre>${markedTheirs}</pre>`;
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly Html[])[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(column => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          cells =>
            html`<tr>
              ${cells.map(cell => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
