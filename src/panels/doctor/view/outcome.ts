import { html, nothing, type TemplateResult } from 'lit';
import { side } from '../../shared/sides.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { CauseView, OutcomeView } from '../messages.ts';
import type { DoctorPage } from './page.ts';

const icons: Readonly<Record<OutcomeView['kind'], string>> = {
  valid: 'pass',
  proven: 'verified',
  faults: 'warning',
  unknown: 'question',
};
const tones: Readonly<Record<OutcomeView['kind'], string>> = {
  valid: '',
  proven: 'error',
  faults: 'warning',
  unknown: 'warning',
};

/** The diagnosis: what it is, why it is certain, the texts side by side, and what to change. */
export function outcome(found: OutcomeView, model: DoctorPage): TemplateResult {
  const { strings, copied, copyReport } = model;
  return html`
    <section class="outcome ${found.kind}" aria-label=${strings.outcome}>
      <div class="note ${tones[found.kind]}" id="outcome" tabindex="-1">
        <h2>
          <span class="codicon codicon-${icons[found.kind]}" aria-hidden="true"></span> ${visibleText(found.title)}
        </h2>
        <p>${visibleText(found.summary)}</p>
        <p class="quiet">${found.tried}</p>
      </div>
      ${found.causes.map(cause => causeBlock(cause, found.causes.length === 1 && found.kind === 'proven', model))}
      ${
        found.client
          ? html`<div class="cause client">
              <h3>
                <span class="codicon codicon-package" aria-hidden="true"></span> ${visibleText(found.client.title)}
              </h3>
              <p>${visibleText(found.client.remedy)}</p>
            </div>`
          : nothing
      }
      ${baseStrings(found, model)} ${list(strings.open, found.open, true)}
      ${list(strings.ruledOut, found.ruledOut, false)}
      <p>
        <button class="button" @click=${copyReport}>
          <span class="codicon codicon-${copied ? 'check' : 'output'}" aria-hidden="true"></span>${strings.copyReport}
        </button>
      </p>
    </section>
  `;
}

/** @param isTold whether the headline says already what it is */
function causeBlock(cause: CauseView, isTold: boolean, model: DoctorPage): TemplateResult {
  const { strings, stack, chooseStack } = model;
  const chosen = cause.stacks.find(({ name }) => name === stack) ?? cause.stacks[0];
  const id = (part: string) => `${part}-${cause.code}`;
  return html`<article class="cause" aria-labelledby=${id('title')}>
    <h3 id=${id('title')} class=${isTold ? 'hidden-text' : ''}>${visibleText(cause.title)}</h3>
    <ul class="facts quiet">
      <li>
        <span class="codicon codicon-${cause.isProven ? 'verified' : 'eye'}" aria-hidden="true"></span> ${cause.proof}
      </li>
      <li class="code">${cause.code}</li>
    </ul>
    <p>${visibleText(cause.explanation)}</p>
    <p><strong>${strings.fix}:</strong> ${visibleText(cause.fix)}</p>
    ${
      chosen
        ? html`<div class="stacks">
            <div role="tablist" aria-label=${strings.stacks} @keydown=${moveTab}>
              ${cause.stacks.map(
                ({ name }) =>
                  html`<button
                    role="tab"
                    id=${id(`tab-${name}`)}
                    aria-selected=${name === chosen.name ? 'true' : 'false'}
                    aria-controls=${id('line')}
                    tabindex=${name === chosen.name ? '0' : '-1'}
                    @click=${() => chooseStack(name)}
                  >
                    ${name}
                  </button>`,
              )}
            </div>
            <div role="tabpanel" id=${id('line')} aria-label=${chosen.name} class="code text" tabindex="0">
              <span class="stretches">${visibleText(chosen.text)}</span>
            </div>
          </div>`
        : nothing
    }
  </article>`;
}

/** Arrow keys go from tab to tab, and what one goes to is chosen. */
function moveTab(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement) || !(event.currentTarget instanceof HTMLElement)) {
    return;
  }
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  event.preventDefault();
  next?.click();
  next?.focus();
}

function baseStrings({ right, theirs, place, rightKey, theirKey }: OutcomeView, { strings }: DoctorPage): unknown {
  if (!right) {
    return nothing;
  }
  const key = (text: string) => (text === '' ? nothing : html`<p class="quiet">${strings.key}: ${text}</p>`);
  return html`<div class="sides">
    <h3>${theirs ? strings.baseStrings : strings.expected}</h3>
    ${theirs ? side(strings.theirs, theirs, strings.differsHere, key(theirKey)) : nothing}
    ${side(strings.right, right, strings.differsHere, key(rightKey))}
    ${place === '' ? nothing : html`<p class="quiet">${place}</p>`}
  </div>`;
}

function list(title: string, items: readonly string[], isOpen: boolean): unknown {
  return items.length === 0
    ? nothing
    : html`<details ?open=${isOpen}>
        <summary>${title} (${items.length.toLocaleString()})</summary>
        <ul class="plain">
          ${items.map(item => html`<li>${visibleText(item)}</li>`)}
        </ul>
      </details>`;
}
