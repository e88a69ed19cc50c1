import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { PageModel } from './page.ts';
import { pieceText } from './pieceText.ts';

/** What was signed, for whom, and what became of the URL on the way. */
export function heading({ state, strings, pieces, limit, showAll, refused }: PageModel): TemplateResult {
  const { view } = state;
  const { steps } = view;
  const fact = (label: string, text: unknown) => html`<li><span class="hidden-text">${label}: </span>${text}</li>`;
  return html`
    <h1>${visibleText(view.title)}</h1>
    <ul class="facts">
      ${fact(strings.algorithm, steps.algorithm)} ${fact(strings.account, visibleText(view.accountName))}
      ${
        steps.realm === ''
          ? nothing
          : fact('realm', html`<span class="code" data-target="realm">${visibleText(steps.realm)}</span>`)
      }
      ${fact(strings.credential, visibleText(view.credentialLabel))}
      ${fact(
        strings.status,
        view.sent
          ? html`<span class="codicon codicon-check" aria-hidden="true"></span> ${strings.sent}`
          : html`<span class="codicon codicon-edit" aria-hidden="true"></span> ${strings.notSent}`,
      )}
    </ul>
    <div class="request code">
      <span class="method" data-target="method">${steps.method}</span>
      ${pieceText(pieces.url, {
        group: 'url',
        label: strings.requestLine,
        limit: limit === Infinity ? limit : Math.min(limit, 50),
        more: left =>
          html`<button class="button plain" @click=${showAll}>
            ${fill(strings.moreParameters, left.toLocaleString())}
          </button>`,
      })}
    </div>
    ${
      steps.url.notes.length === 0
        ? nothing
        : html`<ul class="notes quiet">
            ${steps.url.notes.map(note => html`<li>${strings.notes[note]}</li>`)}
            <li>${fillWithCode(strings.givenAs, visibleText(steps.url.given))}</li>
          </ul>`
    }
    ${state.trusted ? nothing : html`<p class="note warning" id="untrusted">${strings.copyUntrusted}</p>`}
    ${refused === undefined ? nothing : html`<p class="note error" role="alert">${refused}</p>`}
  `;
}

/** A text whose `{0}` becomes a piece of code, its direction kept to itself. */
function fillWithCode(text: string, code: string): TemplateResult {
  const [before = '', after = ''] = text.split('{0}');
  return html`${before}<span class="code">${code}</span>${after}`;
}
