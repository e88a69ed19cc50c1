import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visibleText } from '../../shared/visibleText.ts';
import type { DoctorState, DoctorStrings } from '../messages.ts';
import { outcome } from './outcome.ts';

/** What the page is made from. */
export interface DoctorPage {
  readonly state: DoctorState;
  readonly strings: DoctorStrings;
  readonly typed: { readonly text: string; readonly method: string; readonly url: string };
  /** Why the last thing asked for was refused. */
  readonly refused: string | undefined;
  readonly copied: boolean;
  /** Whose words the fixes are shown in. */
  readonly stack: string | undefined;
  readonly type: (text: string) => void;
  readonly correct: (method: string, url: string) => void;
  readonly takeFrom: (from: 'clipboard' | 'editor') => void;
  readonly chooseSigner: () => void;
  readonly diagnose: () => void;
  readonly cancel: () => void;
  readonly copyReport: () => void;
  readonly chooseStack: (name: string) => void;
}

/** What was sent and whose keys on top, what came of it below. */
export function page(model: DoctorPage): TemplateResult {
  const { state, strings, refused } = model;
  return html`
    <main>
      <header>
        <h1>${strings.title}</h1>
        <p class="quiet">${strings.intro}</p>
      </header>
      <section>
        <div class="title">
          <h2><label for="sent">${strings.sent}</label></h2>
          <button class="button" @click=${() => model.takeFrom('clipboard')}>
            <span class="codicon codicon-clippy" aria-hidden="true"></span>${strings.fromClipboard}
          </button>
          <button class="button" @click=${() => model.takeFrom('editor')}>
            <span class="codicon codicon-go-to-file" aria-hidden="true"></span>${strings.fromEditor}
          </button>
        </div>
        <p class="quiet" id="sent-help">${strings.sentHelp}</p>
        <textarea
          id="sent"
          class="box code"
          rows="7"
          spellcheck="false"
          autocomplete="off"
          aria-describedby="sent-help"
          placeholder=${strings.placeholder}
          .value=${live(model.typed.text)}
          @input=${(event: InputEvent) => model.type((event.target as HTMLTextAreaElement).value)}
        ></textarea>
        ${reading(model)}
      </section>
      <section>
        <h2>${strings.keys}</h2>
        <p class="quiet">${strings.keysHelp}</p>
        <p class="signer">
          ${state.signer === '' ? nothing : html`<span><span class="codicon codicon-key" aria-hidden="true"></span> ${visibleText(state.signer)}</span>`}
          <button class="button" @click=${model.chooseSigner}>
            ${state.signer === '' ? strings.chooseKeys : strings.otherKeys}
          </button>
        </p>
      </section>
      <section>${start(model)}</section>
      ${refused === undefined ? nothing : html`<p class="note error" role="alert">${visibleText(refused)}</p>`}
      ${state.failure === undefined ? nothing : html`<p class="note error">${visibleText(state.failure)}</p>`}
      ${state.outcome ? outcome(state.outcome, model) : nothing}
    </main>
  `;
}

/** What the text was taken for, what it lacks, and what may be put right. */
function reading({ state, strings, typed, correct }: DoctorPage): TemplateResult {
  const { readAs, lacking, needsTarget } = state.input;
  return html`
    ${readAs === '' ? nothing : html`<p class="read"><span class="codicon codicon-check" aria-hidden="true"></span> ${readAs}</p>`}
    ${lacking === '' ? nothing : html`<p class="read lacking"><span class="codicon codicon-info" aria-hidden="true"></span> ${lacking}</p>`}
    ${
      needsTarget
        ? html`<div class="target">
            <label
              >${strings.method}
              <input
                class="box"
                spellcheck="false"
                autocomplete="off"
                .value=${live(typed.method)}
                @input=${(event: InputEvent) => correct((event.target as HTMLInputElement).value, typed.url)}
            /></label>
            <label
              >${strings.url}
              <input
                class="box"
                spellcheck="false"
                autocomplete="off"
                .value=${live(typed.url)}
                @input=${(event: InputEvent) => correct(typed.method, (event.target as HTMLInputElement).value)}
            /></label>
          </div>`
        : nothing
    }
  `;
}

function start({ state, strings, diagnose, cancel }: DoctorPage): TemplateResult {
  const { progress, input, signer } = state;
  if (progress) {
    return html`<div class="progress">
      <progress aria-label=${strings.progress} max="1" .value=${progress.share}></progress>
      <span class="quiet">${progress.text}</span>
      <button class="button" @click=${cancel}>${strings.cancel}</button>
    </div>`;
  }
  const isReady = input.text.trim() !== '' && input.lacking === '' && signer !== '';
  return html`<button
    class="button primary"
    aria-disabled=${isReady ? nothing : 'true'}
    @click=${() => {
      if (isReady) {
        diagnose();
      }
    }}
  >
    <span class="codicon codicon-search" aria-hidden="true"></span>${strings.diagnose}
  </button>`;
}
