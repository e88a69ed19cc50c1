import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visibleText } from '../../shared/visibleText.ts';
import type { PlaceView, StatementView } from '../../guide/messages.ts';
import type { ApplicationPlanView, PlanStepView } from '../messages.ts';
import type { MigrationPage } from './page.ts';

/** The plan: what holds for the account, then application by application. */
export function planSection(model: MigrationPage): TemplateResult {
  const { state, strings } = model;
  return html`<section aria-label=${strings.views.plan}>
    <p class="summary">${state.founded} ${state.progress}.</p>
    <div class="note">
      <h2>${strings.deadlines}</h2>
      ${statements(state.deadlines, model)}
    </div>
    <h2>${strings.general}</h2>
    ${steps(state.general, model)}
    ${
      state.applications.length === 0
        ? html`<p class="quiet">${strings.noApplications}</p>`
        : state.applications.map((each, index) => application(each, index, model))
    }
  </section>`;
}

function application(each: ApplicationPlanView, index: number, model: MigrationPage): TemplateResult {
  const { strings, setGrant } = model;
  // Not by its name, which may hold what no label can refer to.
  const id = `grant-${index}`;
  return html`<details open>
    <summary>
      <h2>${visibleText(each.name)}</h2>
      <span class="quiet">${each.fate} · ${each.progress}</span>
    </summary>
    <p class="quiet">${visibleText(each.facts)}</p>
    ${
      each.grant === ''
        ? nothing
        : html`<p class="line">
            <label for=${id}>${strings.grant}</label>
            <select
              id=${id}
              class="box"
              .value=${live(each.grant)}
              @change=${(event: Event) =>
                setGrant(each.id, (event.target as HTMLSelectElement).value as 'machine' | 'person')}
            >
              <option value="machine" ?selected=${each.grant === 'machine'}>${strings.machine}</option>
              <option value="person" ?selected=${each.grant === 'person'}>${strings.person}</option>
            </select>
          </p>`
    }
    ${steps(each.steps, model)}
  </details>`;
}

function steps(all: readonly PlanStepView[], model: MigrationPage): TemplateResult {
  const { strings, tick, writeRole } = model;
  return html`<ol class="steps">
    ${all.map(
      step =>
        html`<li>
          <label
            ><input
              type="checkbox"
              .checked=${live(step.isTicked)}
              ?disabled=${model.state.account === ''}
              @change=${(event: Event) => tick(step.id, (event.target as HTMLInputElement).checked)}
            /><strong>${step.title}</strong>
            <span class="quiet">${step.by}</span
            >${step.ticked === '' ? nothing : html` <span class="quiet">· ${step.ticked}</span>`}</label
          >
          ${statements(step.what, model)}
          <p><span class="quiet">${strings.check}:</span> ${visibleText(step.check)}</p>
          ${step.undo === '' ? nothing : html`<p><span class="quiet">${strings.undo}:</span> ${step.undo}</p>`}
          ${step.places.map(each => place(each, model))}
          ${
            step.writesRole
              ? html`<p><button class="button" @click=${() => writeRole(step.id)}>${strings.writeRole}</button></p>`
              : nothing
          }
        </li>`,
    )}
  </ol>`;
}

function place({ id, name, menu, certainty }: PlaceView, { strings, open }: MigrationPage): TemplateResult {
  return html`<p class="place">
    ${
      certainty === ''
        ? nothing
        : html`<button class="button plain" @click=${() => open(id)}>
            <span class="codicon codicon-link-external" aria-hidden="true"></span
            ><span><span class="hidden-text">${strings.openPage} </span>${name}</span>
          </button>`
    }
    <span>${menu}${certainty === '' ? nothing : html` <span class="quiet">(${certainty})</span>`}</span>
  </p>`;
}

function statements(all: readonly StatementView[], { strings }: MigrationPage): TemplateResult {
  return html`<ul class="lines">
    ${all.map(
      ({ text, confidence, source }) =>
        html`<li>
          ${visibleText(text)}
          ${
            confidence === undefined
              ? nothing
              : html`<span class="quiet"
                  >—
                  ${strings.confidences[confidence]}${
                    source === undefined ? nothing : html` · <a href=${source}>${strings.source}</a>`
                  }</span
                >`
          }
        </li>`,
    )}
  </ul>`;
}
