import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { visibleText } from '../../shared/visibleText.ts';
import type { FindingView, LoginCauseView } from '../messages.ts';
import type { LoginFailurePage } from './page.ts';

/** The causes, likeliest first; the first is open. */
export function causes(model: LoginFailurePage): TemplateResult {
  const { state, strings } = model;
  const likely = state.causes.filter(({ rank }) => rank !== 'unlikely');
  const unlikely = state.causes.filter(({ rank }) => rank === 'unlikely');
  // With nothing better, they are what there is.
  const [first, rest] = likely.length === 0 ? [unlikely, []] : [likely, unlikely];
  return html`<section aria-labelledby="causes">
    <h2 id="causes">${strings.causes}</h2>
    ${
      state.causes.length === 0
        ? html`<p>${strings.noCauses}</p>`
        : html`<p class="quiet">${strings.causesHelp}</p>
            ${list(first, 0, model)}
            ${
              rest.length === 0
                ? nothing
                : html`<details class="unlikely">
                    <summary>${strings.unlikely} (${rest.length.toLocaleString()})</summary>
                    ${list(rest, first.length, model)}
                  </details>`
            }`
    }
  </section>`;
}

function list(some: readonly LoginCauseView[], offset: number, model: LoginFailurePage): TemplateResult {
  return html`<ol class="causes" aria-labelledby="causes">
    ${repeat(
      some,
      ({ code }) => code,
      (cause, index) => html`<li>${causeItem(cause, offset + index, model)}</li>`,
    )}
  </ol>`;
}

function causeItem(cause: LoginCauseView, index: number, model: LoginFailurePage): TemplateResult {
  const { code, title, certainty, rank, explanation, supports, contradicts, fix } = cause;
  const { strings } = model;
  return html`<details
    class="cause"
    .open=${live(model.isOpen(code, index))}
    @toggle=${(event: Event) => model.toggle(code, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>
      <span class="name">${visibleText(title)}</span>
      <span class="certainty ${rank}"
        >${rank === 'shown' ? html`<span class="codicon codicon-verified" aria-hidden="true"></span>` : nothing}${certainty}</span
      >
    </summary>
    <div class="inside">
      <p>${visibleText(explanation)}</p>
      <p class="fix"><strong>${strings.fix}:</strong> ${visibleText(fix)}</p>
      ${place(cause, model)} ${findings(strings.supports, supports, 'add')}
      ${findings(strings.contradicts, contradicts, 'remove')}
      <p class="quiet">
        ${strings.source}: ${cause.source.text}
        ${
          cause.source.opens
            ? html`<button class="button plain" @click=${() => model.openSource(code)}>
                ${strings.openSource}<span class="codicon codicon-link-external" aria-hidden="true"></span>
                <span class="hidden-text">: ${visibleText(title)}</span>
              </button>`
            : nothing
        }
        <span class="code">${code}</span>
      </p>
    </div>
  </details>`;
}

function place({ code, place: where }: LoginCauseView, { strings, openPlace }: LoginFailurePage): unknown {
  return where
    ? html`<p class="place">
        <span><strong>${strings.where}:</strong> ${where.menu}</span>
        ${
          where.open === ''
            ? nothing
            : html`<button class="button" @click=${() => openPlace(code)}>
                <span class="codicon codicon-link-external" aria-hidden="true"></span>${visibleText(where.open)}
              </button>`
        }
        ${where.remark === '' ? nothing : html`<span class="quiet">${where.remark}</span>`}
      </p>`
    : nothing;
}

function findings(title: string, all: readonly FindingView[], icon: string): unknown {
  return all.length === 0
    ? nothing
    : html`<h3>${title}</h3>
        <ul class="findings">
          ${all.map(
            ({ from, text }) =>
              html`<li>
                <span class="codicon codicon-${icon}" aria-hidden="true"></span>
                <span>${visibleText(text)} <span class="quiet">(${from})</span></span>
              </li>`,
          )}
        </ul>`;
}
