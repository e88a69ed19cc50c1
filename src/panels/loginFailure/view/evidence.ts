import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visibleText } from '../../shared/visibleText.ts';
import type { AuditRowView, AuditView, LoginFailureStrings, ProbeView } from '../messages.ts';
import type { LoginFailurePage } from './page.ts';

/** What can be found out further; what settles the question comes first. */
export function evidence(model: LoginFailurePage): TemplateResult {
  return html`<section aria-labelledby="evidence">
    <h2 id="evidence">${model.strings.evidence}</h2>
    ${model.state.clock ? clock(model) : nothing} ${pasting(model)}
    ${model.state.probeCost === '' ? nothing : doors(model)}
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

/** What another token can read settles the question: it stands before what can only be thought. */
export function firstOffer(model: LoginFailurePage): unknown {
  const { audit, offer, busy } = model.state;
  const read = audit?.isPasted === false ? audit : undefined;
  return !offer && !read
    ? nothing
    : html`<section aria-labelledby="first">
        <h2 id="first">${offer?.title ?? model.strings.audit}</h2>
        ${read ? auditRows(read, model) : html`<p class="quiet">${offer?.help}</p>`}
        ${
          busy?.what === 'audit'
            ? progress(model)
            : offer
              ? html`<p class="actions">${action(model, offer.action, 'search', model.readAudit, !read)}</p>`
              : nothing
        }
      </section>`;
}

function pasting(model: LoginFailurePage): TemplateResult {
  const { state, strings, pasted } = model;
  const isEmpty = pasted.trim() === '';
  return html`<div class="part">
    <h3><label for="paste">${strings.paste}</label></h3>
    <p class="quiet" id="paste-help">${state.offer ? '' : `${strings.auditHelp} `}${strings.pasteHelp}</p>
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
    ${state.audit?.isPasted ? auditRows(state.audit, model) : nothing}
  </div>`;
}

function auditRows({ summary, rows }: AuditView, model: LoginFailurePage): TemplateResult {
  return html`<p class="summary">${visibleText(summary)}</p>
    ${
      rows.length === 0
        ? nothing
        : html`<ul class="rows" aria-label=${model.strings.audit}>
            ${rows.map(row => html`<li>${auditRow(row, model.strings)}</li>`)}
          </ul>`
    }`;
}

function auditRow({ detail, time, mark, meanings, fixes, who, isKnown }: AuditRowView, strings: LoginFailureStrings) {
  const line = (text: string) => html`<p class=${isKnown ? '' : 'quiet'}>${visibleText(text)}</p>`;
  return html`
    <p>
      <span class="hidden-text">${strings.detail}: </span><strong class="code">${visibleText(detail)}</strong>
      <span class="quiet">${visibleText([time, mark].filter(part => part !== '').join(' '))}</span>
    </p>
    ${meanings.map(line)} ${fixes.map(fix => html`<p><strong>${strings.fix}:</strong> ${visibleText(fix)}</p>`)}
    ${who === '' ? nothing : html`<p class="quiet">${visibleText(who)}</p>`}
  `;
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
