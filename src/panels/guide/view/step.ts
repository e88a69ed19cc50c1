import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { GuideRelease, PlaceView, StatementView, StepView, TableView, TaskView } from '../messages.ts';
import { valueOf, type GuidePage } from './page.ts';

const verdictIcons: Readonly<Record<TaskView['verdict'], string>> = {
  done: 'pass',
  'not-done': 'circle-slash',
  unknown: 'question',
};

/** One step: what to do and where, how to tell that it is done, what to know. */
export function stepSection(step: StepView, model: GuidePage): TemplateResult {
  const { strings, state } = model;
  const following = state.steps[state.steps.findIndex(({ id }) => id === step.id) + 1];
  return html`<section class="open-step" aria-labelledby="step-title">
    <h2 id="step-title" tabindex="-1">${step.title}</h2>
    <p>${step.lead}</p>
    ${step.id === 'application' ? release(model) : nothing}
    <h3>${strings.where}</h3>
    <ul class="places">
      ${step.places.map(each => place(each, model))}
    </ul>
    ${actions(step, model)}
    <h3>${strings.checkTitle}</h3>
    ${tasks(step, model)} ${check(model)}
    <h3>${strings.facts}</h3>
    ${statements(step.statements, model)} ${step.tables.map(each => table(each, model))}
    <h3>${strings.looksLike}</h3>
    ${statements(step.looksLike, model)}
    <details>
      <summary>${strings.goesWrong}</summary>
      <dl>
        ${step.goesWrong.map(
          ({ sign, remedy }) =>
            html`<dt>${sign}</dt>
              <dd>${statement(remedy, model)}</dd>`,
        )}
      </dl>
    </details>
    ${
      following
        ? html`<p class="next">
            <button class="button" @click=${() => model.show(following.id)}>
              ${fill(strings.next, following.title)}
              <span class="codicon codicon-arrow-right" aria-hidden="true"></span>
            </button>
          </p>`
        : nothing
    }
  </section>`;
}

function release(model: GuidePage): TemplateResult {
  const { state, strings, setRelease } = model;
  const { chosen, text, isWarning, consequences } = state.release;
  return html`<div class="note release ${isWarning ? 'warning' : ''}">
    <p class="release-choice">
      <label for="release">${strings.release}</label>
      <select
        id="release"
        class="box"
        .value=${live(chosen)}
        ?disabled=${state.account === ''}
        @change=${(event: Event) => setRelease(valueOf(event) as GuideRelease | 'inferred')}
      >
        ${Object.entries(strings.releases).map(
          ([id, label]) => html`<option value=${id} ?selected=${id === chosen}>${label}</option>`,
        )}
      </select>
    </p>
    <p>${text}</p>
    ${statements(consequences, model)}
  </div>`;
}

function place({ id, name, menu, certainty }: PlaceView, { strings, open }: GuidePage): TemplateResult {
  return html`<li>
    ${
      certainty === ''
        ? html`<span>${name}</span>`
        : html`<button class="button" aria-describedby="place-${id}" @click=${() => open(id)}>
            <span class="codicon codicon-link-external" aria-hidden="true"></span
            ><span><span class="hidden-text">${strings.openPage} </span>${name}</span>
          </button>`
    }
    <span id="place-${id}"
      >${menu}${certainty === '' ? nothing : html` <span class="quiet">(${certainty})</span>`}</span
    >
  </li>`;
}

function actions({ actions: all }: StepView, { act }: GuidePage): TemplateResult | typeof nothing {
  return all.length === 0
    ? nothing
    : html`<p class="actions">
        ${all.map(
          ({ id, label, isMain }) =>
            html`<button class="button ${isMain ? 'primary' : ''}" @click=${() => act(id)}>${label}</button>`,
        )}
      </p>`;
}

function tasks(step: StepView, { state, tick }: GuidePage): TemplateResult {
  return html`<ul class="tasks">
    ${step.tasks.map(
      ({ id, label, isTicked, ticked, verdict, verdictText, reason }) =>
        html`<li>
          <label
            ><input
              type="checkbox"
              aria-describedby="verdict-${id}"
              .checked=${live(isTicked)}
              ?disabled=${state.account === ''}
              @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)}
            />${label}${ticked === '' ? nothing : html` <span class="quiet">${ticked}</span>`}</label
          >
          <p class="verdict ${verdict}" id="verdict-${id}">
            <span class="codicon codicon-${verdictIcons[verdict]}" aria-hidden="true"></span>
            <span><strong>${verdictText}</strong>: ${visibleText(reason)}</span>
          </p>
        </li>`,
    )}
  </ul>`;
}

function check({ state, strings, check: start, cancel }: GuidePage): TemplateResult {
  const { checking, checked, cannotCheck } = state;
  if (checking !== undefined) {
    return html`<div class="check">
      <progress aria-label=${checking}></progress>
      <span class="quiet">${checking}</span>
      <button class="button" @click=${cancel}>${strings.cancel}</button>
    </div>`;
  }
  return html`<div class="check">
      <button
        class="button"
        aria-describedby="check-help"
        aria-disabled=${cannotCheck === '' ? nothing : 'true'}
        @click=${() => {
          if (cannotCheck === '') {
            start();
          }
        }}
      >
        <span class="codicon codicon-pulse" aria-hidden="true"></span>${strings.check}
      </button>
      ${checked === undefined ? nothing : html`<span class="checked">${visibleText(checked)}</span>`}
    </div>
    <p class="quiet" id="check-help">${cannotCheck === '' ? strings.checkHelp : cannotCheck}</p>`;
}

function statements(all: readonly StatementView[], model: GuidePage): TemplateResult {
  return html`<ul class="lines">
    ${all.map(each => html`<li>${statement(each, model)}</li>`)}
  </ul>`;
}

function statement({ text, confidence, source }: StatementView, { strings }: GuidePage): TemplateResult {
  return html`${text}
  ${
    confidence === undefined
      ? nothing
      : html`<span class="quiet founded"
          >${strings.confidences[confidence]}${
            source === undefined ? nothing : html` · <a href=${source}>${strings.source}</a>`
          }</span
        >`
  }`;
}

function table({ caption, head, rows, note }: TableView, model: GuidePage): TemplateResult {
  return html`<div class="table" role="region" aria-label=${caption} tabindex="0">
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${head.map(cell => html`<th scope="col">${cell}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([first, ...others]) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${others.map(cell => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${note ? html`<p>${statement(note, model)}</p>` : nothing}`;
}
