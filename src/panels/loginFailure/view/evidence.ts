import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visibleText } from '../../shared/visibleText.ts';
import type { AuditView, ProbeView } from '../messages.ts';
import type { LoginFailurePage } from './page.ts';

/** What can be found out further; what settles the question comes first. */
export function evidence(model: LoginFailurePage): TemplateResult {
  return html`<section aria-labelledby="evidence">
    <h2 id="evidence">${model.strings.evidence}</h2>
    ${model.state.clock ? clock(model) : nothing} ${auditTrail(model)} ${doors(model)}
  </section>`;
}

function clock(model: LoginFailurePage): TemplateResult {
  const { state, strings, correctClock, resend } = model;
  const isCorrected = state.clock?.isCorrected ?? false;
  return html`<div class="part">
    <h3>${strings.clock}</h3>
    <p>${state.clock?.text}</p>
    <p class="actions">
      ${
        isCorrected
          ? html`${
              state.resend === '' ? nothing : action(model, state.resend, 'debug-restart', resend, true)
            }${action(model, strings.ownClock, 'discard', () => correctClock(false))}`
          : action(model, strings.correctClock, 'watch', () => correctClock(true), true)
      }
    </p>
  </div>`;
}

function auditTrail(model: LoginFailurePage): TemplateResult {
  const { state, strings, pasted } = model;
  const isEmpty = pasted.trim() === '';
  return html`<div class="part">
    <h3>${strings.audit}</h3>
    <p class="quiet">${state.readWith === '' ? strings.auditHelp : strings.auditFirst}</p>
    ${
      state.readWith === ''
        ? nothing
        : state.busy?.what === 'audit'
          ? progress(model)
          : html`<p class="actions">${action(model, state.readWith, 'search', model.readAudit, true)}</p>`
    }
    ${state.audit ? auditRows(state.audit, model) : nothing}
    <label class="paste" for="paste">${strings.paste}</label>
    <p class="quiet" id="paste-help">${strings.pasteHelp}</p>
    <textarea
      id="paste"
      class="box code"
      rows="3"
      spellcheck="false"
      autocomplete="off"
      aria-describedby="paste-help"
      placeholder=${strings.pastePlaceholder}
      .value=${live(pasted)}
      @input=${(event: InputEvent) => model.type((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <p class="actions">
      <button
        class="button"
        aria-disabled=${isEmpty ? 'true' : nothing}
        @click=${() => {
          if (!isEmpty) {
            model.pasteAudit();
          }
        }}
      >
        ${strings.read}
      </button>
    </p>
  </div>`;
}

function auditRows({ summary, rows }: AuditView, { strings }: LoginFailurePage): TemplateResult {
  const { columns } = strings;
  return html`<p class="summary">${visibleText(summary)}</p>
    ${
      rows.length === 0
        ? nothing
        : html`<div class="scroll" role="group" aria-label=${strings.audit} tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col">${columns.time}</th>
                  <th scope="col">${columns.detail}</th>
                  <th scope="col">${columns.meaning}</th>
                  <th scope="col">${columns.fix}</th>
                  <th scope="col">${columns.who}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  row =>
                    html`<tr>
                      <td>
                        ${visibleText(row.time)} ${row.mark === '' ? nothing : html`<strong>${row.mark}</strong>`}
                      </td>
                      <td class="code">${visibleText(row.detail)}</td>
                      <td class=${row.isKnown ? '' : 'quiet'}>${row.meanings.map(paragraph)}</td>
                      <td>${row.fixes.map(paragraph)}</td>
                      <td>${visibleText(row.who)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}

function paragraph(text: string): TemplateResult {
  return html`<p>${visibleText(text)}</p>`;
}

const outcomeIcons: Readonly<Record<ProbeView['kind'], string>> = {
  worked: 'pass',
  refused: 'error',
  open: 'question',
};

function doors(model: LoginFailurePage): TemplateResult {
  const { state, strings } = model;
  return html`<div class="part">
    <h3>${strings.doors}</h3>
    <p class="quiet">${strings.doorsHelp}</p>
    <p>${state.probeCost}</p>
    ${
      state.busy?.what === 'probes'
        ? progress(model)
        : html`<p class="actions">
            ${action(
              model,
              state.probes.length === 0 ? strings.tryDoors : strings.tryDoorsAgain,
              'debug-start',
              model.probe,
            )}
          </p>`
    }
    ${
      state.probes.length === 0
        ? nothing
        : html`<table>
            <thead>
              <tr>
                <th scope="col">${strings.door}</th>
                <th scope="col">${strings.outcome}</th>
              </tr>
            </thead>
            <tbody>
              ${state.probes.map(
                ({ door, outcome, kind }) =>
                  html`<tr>
                    <td>${door}</td>
                    <td class=${kind}>
                      <span class="codicon codicon-${outcomeIcons[kind]}" aria-hidden="true"></span>
                      ${visibleText(outcome)}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </div>`;
}

function progress({ state, strings, cancel }: LoginFailurePage): TemplateResult {
  return html`<div class="progress">
    <progress aria-label=${strings.progress}></progress>
    <span class="quiet">${visibleText(state.busy?.text ?? '')}</span>
    <button class="button" @click=${cancel}>${strings.cancel}</button>
  </div>`;
}

/** What sends is out of reach where nothing may be sent, or while something else is under way. */
function action(
  { state }: LoginFailurePage,
  label: string,
  icon: string,
  run: () => void,
  isPrimary = false,
): TemplateResult {
  const isOff = !state.trusted || state.busy !== undefined;
  return html`<button
    class="button ${isPrimary ? 'primary' : ''}"
    aria-disabled=${isOff ? 'true' : nothing}
    @click=${() => {
      if (!isOff) {
        run();
      }
    }}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>${visibleText(label)}
  </button>`;
}
