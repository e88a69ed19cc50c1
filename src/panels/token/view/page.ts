import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '../../shared/visibleText.ts';
import type { TokenCheckView, TokenFieldView, TokenState, TokenStrings } from '../messages.ts';

/** What the page is made from. */
export interface TokenPage {
  readonly state: TokenState;
  readonly strings: TokenStrings;
  /** Why the last thing asked for was refused. */
  readonly refused: string | undefined;
  readonly copied: boolean;
  readonly judge: () => void;
  readonly checkSignature: () => void;
  readonly copyReport: () => void;
}

const icons: Readonly<Record<TokenCheckView['verdict'], string>> = {
  good: 'pass',
  bad: 'error',
  odd: 'warning',
  open: 'question',
};

/** What it comes to on top, then what it says. */
export function page(model: TokenPage): TemplateResult {
  const { state, strings, refused } = model;
  return html`
    <main>
      <header>
        <h1>${state.title}</h1>
        <p>${state.about}</p>
        <p class="verdict ${state.isBad ? 'bad' : ''}">
          ${state.isBad ? icon('error') : nothing} ${visibleText(state.verdict)}
        </p>
        ${state.owner === '' ? nothing : html`<p>${visibleText(state.owner)}</p>`}
        <p class="quiet">${state.judged}</p>
      </header>
      ${refused === undefined ? nothing : html`<p class="note error" role="alert">${visibleText(refused)}</p>`}
      ${checks(model)} ${fields('header', strings.header, state.header, strings)}
      ${fields('claims', strings.claims, state.claims, strings)}
      <section aria-labelledby="signature">
        <h2 id="signature">${strings.signature}</h2>
        <p class=${state.signatureVerdict}>${icon(icons[state.signatureVerdict])} ${visibleText(state.signature)}</p>
        ${
          state.check === ''
            ? nothing
            : html`<p><button class="button" @click=${model.checkSignature}>${icon('key')}${state.check}</button></p>`
        }
      </section>
      <p class="last actions">
        <button class="button" @click=${model.judge}>${icon('debug-restart')}${strings.judge}</button>
        <button class="button" @click=${model.copyReport}>
          ${icon(model.copied ? 'check' : 'output')}${strings.copyReport}
        </button>
      </p>
    </main>
  `;
}

function checks({ state, strings }: TokenPage): TemplateResult {
  return html`<section aria-labelledby="checks">
    <h2 id="checks">${strings.checks}</h2>
    <table aria-labelledby="checks">
      <thead>
        <tr>
          <th scope="col">${strings.field}</th>
          <th scope="col" colspan="2">${strings.finding}</th>
        </tr>
      </thead>
      <tbody>
        ${state.checks.map(
          ({ field, name, verdict, word, text, fix }) =>
            html`<tr>
              <th scope="row">${name} ${field === '' ? nothing : html`<span class="code quiet">${field}</span>`}</th>
              <td class="word ${verdict}">${icon(icons[verdict])} ${word}</td>
              <td>
                ${visibleText(text)}
                ${fix === '' ? nothing : html`<p><strong>${strings.fix}:</strong> ${visibleText(fix)}</p>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function fields(id: string, title: string, all: readonly TokenFieldView[], strings: TokenStrings): TemplateResult {
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    <table aria-labelledby=${id}>
      <thead>
        <tr>
          <th scope="col">${strings.field}</th>
          <th scope="col">${strings.value}</th>
          <th scope="col">${strings.meaning}</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          ({ name, value, note }) =>
            html`<tr>
              <th scope="row" class="code">${visibleText(name)}</th>
              <td class="code">${visibleText(value)}</td>
              <td>${visibleText(note)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}
