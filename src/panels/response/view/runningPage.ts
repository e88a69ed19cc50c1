import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { fill, formatBytes, formatDuration } from '../../shared/format.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { RunningState } from '../messages.ts';
import type { ViewContext } from './context.ts';

/** A call under way, one that was cancelled, or a response that is kept nowhere any more. `now`: since 1970. */
export function runningPage(state: RunningState, context: ViewContext, now: number): TemplateResult {
  return html`<div class="running">
    <h1>${visibleLine(state.title)}</h1>
    <p class="quiet">${visibleLine(state.accountLabel)}</p>
    ${state.phase === 'running' ? underWay(state, context, now) : ended(state.phase, context)}
  </div>`;
}

function underWay(state: RunningState, context: ViewContext, now: number): TemplateResult {
  const { strings, locale, call, act } = context;
  const elapsed = Math.max(0, Math.floor((now - state.startedAt) / 100) * 100);
  const { received, waiting } = state;
  const left = waiting ? Math.ceil((waiting.until - now) / 1000) * 1000 : 0;
  const doing = received
    ? strings.receiving
    : left > 0
      ? fill(strings.againIn, formatDuration(left, locale))
      : strings.sending;
  const part = received?.expected ? Math.min(1, received.bytes / received.expected) : undefined;
  return html`${
      part === undefined
        ? html`<div class="progress" role="progressbar" aria-label=${strings.sending}></div>`
        : html`<progress class="part" max="1" .value=${part} aria-label=${strings.receiving}></progress>`
    }
    ${waiting && left > 0 ? html`<p role="status">${fill(strings.throttled, visibleLine(waiting.code))}</p>` : nothing}
    <p>
      ${doing}
      ${left > 0 ? nothing : html`<span role="timer" aria-label=${strings.elapsed}>${formatDuration(elapsed, locale)}</span>`}
    </p>
    ${
      received
        ? html`<p class="quiet">
            ${
              received.expected === undefined
                ? fill(strings.receivedBytes, formatBytes(received.bytes, locale))
                : fill(strings.receivedOf, formatBytes(received.bytes, locale), formatBytes(received.expected, locale))
            }
          </p>`
        : nothing
    }
    <vscode-button secondary @click=${() => act(call('cancel', null))}>${strings.cancel}</vscode-button>
    ${preview(state.preview, context)}`;
}

/** How a body begins that takes a while. */
export function preview(text: string | undefined, { strings }: ViewContext): TemplateResult | typeof nothing {
  return text === undefined || text === ''
    ? nothing
    : html`<pre class="preview code" tabindex="0" role="region" aria-label=${strings.preview}>
${visibleText(text)}</pre>`;
}

function ended(phase: 'cancelled' | 'gone', { strings, call, act }: ViewContext): TemplateResult {
  if (phase === 'gone') {
    // Where the request stands was known to the window before.
    return html`<p>${strings.gone}</p>
      <p class="quiet">${strings.goneHint}</p>`;
  }
  return html`<p>${strings.cancelled}</p>
    <p class="quiet">${strings.cancelledHint}</p>
    <vscode-button secondary @click=${() => act(call('resend', null))}>${strings.sendAgain}</vscode-button>`;
}
