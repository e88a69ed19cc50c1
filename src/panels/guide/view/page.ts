import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type {
  GuideAction,
  GuidePurpose,
  GuideReader,
  GuideRelease,
  GuideState,
  GuideStepId,
  GuideStrings,
  GuideTaskId,
} from '../messages.ts';
import { stepSection } from './step.ts';

/** What the page is made from. */
export interface GuidePage {
  readonly state: GuideState;
  readonly strings: GuideStrings;
  /** Why the last thing asked for was refused. */
  readonly refused: string | undefined;
  readonly choose: (account: string) => void;
  readonly setReader: (reader: GuideReader) => void;
  readonly setPurpose: (purpose: GuidePurpose) => void;
  readonly setRelease: (release: GuideRelease | 'inferred') => void;
  readonly show: (step: GuideStepId) => void;
  readonly tick: (task: GuideTaskId, isTicked: boolean) => void;
  readonly check: () => void;
  readonly cancel: () => void;
  readonly reset: () => void;
  readonly open: (place: string) => void;
  readonly act: (action: GuideAction) => void;
}

/** Whose account and what for on top, the four steps below, one of them open. */
export function page(model: GuidePage): TemplateResult {
  const { state, strings, refused } = model;
  const step = state.steps.find(({ id }) => id === state.step);
  return html`
    <main>
      <header>
        <h1>${strings.title}</h1>
        <p class="quiet">${strings.intro}</p>
      </header>
      ${choices(model)} ${practice(model)}
      ${refused === undefined ? nothing : html`<p class="note error" role="alert">${visibleText(refused)}</p>`}
      ${stepList(model)} ${step ? stepSection(step, model) : nothing}
    </main>
  `;
}

function choices(model: GuidePage): TemplateResult {
  const { state, strings, choose, setReader, setPurpose } = model;
  return html`<section class="choices" aria-label=${strings.title}>
    <div class="choice">
      <label for="account">${strings.account}</label>
      <div class="with-buttons">
        <select
          id="account"
          class="box"
          .value=${live(state.account)}
          @change=${(event: Event) => choose(valueOf(event))}
        >
          ${state.account === '' ? html`<option value="" disabled selected>${strings.noAccount}</option>` : nothing}
          ${state.accounts.map(
            ({ id, label }) =>
              html`<option value=${id} ?selected=${id === state.account}>${visibleText(label)}</option>`,
          )}
        </select>
        ${
          state.hasPractice
            ? nothing
            : html`<button class="button" @click=${() => choose('practice')}>${strings.practiceAccount}</button>`
        }
        <button class="button" @click=${() => choose('type')}>${strings.otherAccount}</button>
      </div>
    </div>
    <div class="choice">
      <label for="reader">${strings.reader}</label>
      <select
        id="reader"
        class="box"
        .value=${live(state.reader)}
        ?disabled=${state.account === ''}
        @change=${(event: Event) => setReader(valueOf(event) as GuideReader)}
      >
        <option value="administrator">${strings.administrator}</option>
        <option value="developer">${strings.developer}</option>
      </select>
    </div>
    <div class="choice">
      <label for="purpose">${strings.purpose}</label>
      <select
        id="purpose"
        class="box"
        .value=${live(state.purpose)}
        ?disabled=${state.account === ''}
        @change=${(event: Event) => setPurpose(valueOf(event) as GuidePurpose)}
      >
        ${Object.entries(strings.purposes).map(
          ([id, label]) => html`<option value=${id} ?selected=${id === state.purpose}>${label}</option>`,
        )}
      </select>
    </div>
  </section>`;
}

function practice({ state, strings, act }: GuidePage): TemplateResult | typeof nothing {
  return state.practice.length === 0
    ? nothing
    : html`<p class="practice">
        <span class="quiet">${strings.practiceTitle}</span>
        ${state.practice.map(({ id, label }) => html`<button class="button" @click=${() => act(id)}>${label}</button>`)}
      </p>`;
}

function stepList({ state, strings, show, reset }: GuidePage): TemplateResult {
  return html`<nav class="steps" aria-label=${strings.steps}>
    <ol>
      ${state.steps.map(
        ({ id, title, isDone }, index) =>
          html`<li>
            <button class="step" aria-current=${id === state.step ? 'step' : nothing} @click=${() => show(id)}>
              <span
                class="codicon codicon-${isDone ? 'pass-filled' : 'circle-large-outline'}"
                aria-hidden="true"
              ></span>
              <span>
                <span class="quiet">${fill(strings.step, String(index + 1))}</span>
                <span class="hidden-text">${isDone ? strings.done : strings.open}</span>
                <span class="step-name">${title}</span>
              </span>
            </button>
          </li>`,
      )}
    </ol>
    <p class="progress-line">
      <span>${state.progress}</span>
      ${state.account === '' ? nothing : html`<button class="button plain" @click=${reset}>${strings.reset}</button>`}
    </p>
  </nav>`;
}

/** The value of a `<select>`. */
export function valueOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
