import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Attempt } from './attempt.ts';
import { headerNames } from '../../authentication/headerNames.ts';
import { markedFrom } from './difference.ts';
import { readable } from './readable.ts';

/** The request as it came over the wire, its Authorization header (or passport) one parameter a row. */
export function requestSection(attempt: Attempt): Html {
  const { seen, isPassport } = attempt;
  return html`<h2>The request as it came</h2>
    <dl>
      <dt>Request line</dt>
      <dd><code>${seen.method} ${readable(seen.target)}</code></dd>
      <dt>Host</dt>
      <dd><code>${readable(seen.host)}</code></dd>
      <dt>Content-Type</dt>
      <dd>
        ${seen.contentType === '' ? html`<span class="quiet">none</span>` : html`<code>${readable(seen.contentType)}</code>`}
      </dd>
    </dl>
    ${
      seen.unreadable !== '' &&
      html`<h3>Authorization header</h3>
        <pre>${readable(seen.unreadable)}</pre>`
    }
    ${seen.parameters.length > 0 && parameterTable(attempt)}
    ${
      seen.parameters.length === 0 &&
      seen.unreadable === '' &&
      html`<p>There was no ${isPassport ? 'token passport' : 'Authorization header'}.</p>`
    }`;
}

/** A header that could not be read, with the place from where on marked. */
export function unreadableHeader(text: string): Html {
  const [first = '', ...others] = text.split('\n');
  const problem =
    others.length > 0 ? { at: first.length, says: 'There are several Authorization headers.' } : findProblem(first);
  return html`<p>${problem.says}</p>
    <pre>${markedFrom(readable(first), readable(first.slice(0, problem.at)).length)}</pre>
    ${others.map(each => html`<pre>${readable(each)}</pre>`)}`;
}

/** Where a header stops being readable, and what is wrong there. */
function findProblem(text: string): { readonly at: number; readonly says: string } {
  const scheme = /^OAuth(?:[ \t]+|$)/.exec(text);
  if (!scheme) {
    const [word = ''] = text.split(/[ \t]/, 1);
    return { at: 0, says: `It begins with “${readable(word)}” instead of the word OAuth and a space.` };
  }
  const pairs = /(?:[^\s=",]+="(?:[A-Za-z0-9\-._~]|%[0-9A-Fa-f]{2})*"|realm="[^"]*")(?:[ \t]*,[ \t]*|$)/y;
  let at = scheme[0].length;
  for (pairs.lastIndex = at; pairs.test(text); pairs.lastIndex = at) {
    at = pairs.lastIndex;
  }
  const rest = text.slice(at);
  const says =
    rest === ''
      ? 'It ends after a comma, or holds no parameter at all.'
      : /^[^\s=",]+="[^"]*"/.test(rest)
        ? /^[^\s=",]+="[^"]*"[ \t]*(?:,|$)/.test(rest)
          ? 'A value is not percent-encoded: only letters, digits, - . _ ~ and %XX may stand in it.'
          : 'There is no comma between two parameters.'
        : 'A parameter is not written as name="value" with double quotes.';
  return { at, says: `${says} It can be read up to the mark.` };
}

function parameterTable({ seen, entry, isPassport }: Attempt): Html {
  const { surface } = entry;
  const names =
    surface === 'nlauth' || surface === 'page' || surface === 'oauth2-authorize' || surface === 'oauth2-token'
      ? { required: [], optional: [] }
      : headerNames[surface];
  const missing = names.required.filter(name => !seen.parameters.some(each => each.name === name));
  const noteOf = (name: string, value: string) =>
    seen.parameters.filter(each => each.name === name).length > 1
      ? 'sent more than once'
      : ![...names.required, ...names.optional].includes(name)
        ? 'not expected'
        : value === ''
          ? 'empty'
          : undefined;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Parameters">
    <table>
      <caption>
        ${isPassport ? 'Token passport, under the names that a header has for its fields' : 'Authorization header, decoded, in the order sent'}
      </caption>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">Value</th>
          <th scope="col">Remark</th>
        </tr>
      </thead>
      <tbody>
        ${seen.parameters.map(({ name, value }) => {
          const note = noteOf(name, value);
          return html`<tr>
            <td><code>${readable(name)}</code></td>
            <td><code>${readable(value)}</code></td>
            <td>${note !== undefined && html`<span class="badge failed">${note}</span>`}</td>
          </tr>`;
        })}
        ${missing.map(
          name =>
            html`<tr>
              <td><code>${name}</code></td>
              <td></td>
              <td><span class="badge failed">missing</span></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
