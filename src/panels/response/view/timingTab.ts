import { html, nothing, svg, type TemplateResult } from 'lit';
import { fill, formatBytes, formatDuration } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState } from '../messages.ts';
import { timingPhases } from '../timingPhases.ts';
import type { ViewContext } from './context.ts';

/** The phases of the call as text and bars; sizes, and how it was carried. */
export function timingTab(state: DoneState, context: ViewContext): TemplateResult {
  const { strings, locale } = context;
  const { timing } = state;
  const text = strings.timing;
  const phases = timingPhases(timing);
  const last = phases.at(-1);
  const whole = Math.max(timing.total, (last?.start ?? 0) + (last?.duration ?? 0), 1);
  const unknown = phases.some(phase => phase.duration === undefined);
  return html`<div class="page">
    <section>
      <h2>${text.phases}</h2>
      <table class="timing">
        <thead>
          <tr>
            <th scope="col">${text.phase}</th>
            <th scope="col" class="amount">${text.duration}</th>
            <th scope="col" class="share">${text.share}</th>
          </tr>
        </thead>
        <tbody>
          ${phases.map(
            ({ name, duration, start }) =>
              html`<tr>
                <th scope="row">${text.names[name]}</th>
                <td class="amount">
                  ${
                    duration === undefined
                      ? html`<span class="quiet">${text.unknown}</span>`
                      : formatDuration(duration, locale)
                  }
                </td>
                <td class="share">${bar(start / whole, (duration ?? 0) / whole, locale)}</td>
              </tr>`,
          )}
          <tr class="total">
            <th scope="row">${text.total}</th>
            <td class="amount">${formatDuration(timing.total, locale)}</td>
            <td></td>
          </tr>
        </tbody>
      </table>
      ${unknown ? html`<p class="quiet">${text.unknownHint}</p>` : nothing}
      ${timing.connect === 0 ? html`<p class="quiet">${text.connectedBefore}</p>` : nothing}
    </section>
    <dl class="pairs">
      <dt>${text.startedAt}</dt>
      <dd>${new Date(state.startedAt).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'long' })}</dd>
      <dt>${text.via}</dt>
      <dd>${timing.via === 'direct' ? text.viaDirect : text.viaHost}</dd>
      <dt>${text.tries}</dt>
      <dd>${tries(state, context)}</dd>
      ${sizes(state, context)}
    </dl>
  </div>`;
}

/** How often it was sent, and why more than once. */
function tries({ timing }: DoneState, { strings, locale }: ViewContext): TemplateResult {
  const text = strings.timing;
  const { firstTry, earlierTries = [] } = timing;
  const byOtherWay = firstTry && fill(text.triedTwice, visibleLine(firstTry.reason));
  if (earlierTries.length === 0) {
    return html`${byOtherWay ?? text.triedOnce}`;
  }
  return html`${fill(text.triedThrottled, String(earlierTries.length + 1))}
    <ol class="plain">
      ${earlierTries.map(
        ({ status, code, total, waited }) =>
          html`<li>
            <span class="code">${visibleLine(code === String(status) ? code : `${status} ${code}`)}</span>
            <span class="quiet"
              >${fill(text.tryOf, formatDuration(total, locale), formatDuration(waited, locale))}</span
            >
          </li>`,
      )}
    </ol>
    ${byOtherWay ?? nothing}`;
}

function sizes({ response, request }: DoneState, { strings, locale }: ViewContext): TemplateResult {
  const text = strings.timing;
  const sent = new TextEncoder().encode(request.body ?? '').length;
  return html`<dt>${text.sentBytes}</dt>
    <dd>${formatBytes(sent, locale)}</dd>
    ${
      response
        ? html`<dt>${text.wireBytes}</dt>
            <dd>${response.wireBytes === undefined ? text.unknown : formatBytes(response.wireBytes, locale)}</dd>
            <dt>${text.bodyBytes}</dt>
            <dd>${formatBytes(response.bodyBytes, locale)}</dd>`
        : nothing
    }`;
}

/** Shares of 1. Attributes of SVG, since the page allows no inline styles. */
function bar(start: number, share: number, locale: string): TemplateResult {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  return html`<svg class="bar" role="img" aria-label=${percent} width="100%" height="10" preserveAspectRatio="none">
    ${svg`<rect class="rail" x="0" y="4" width="100%" height="2"></rect>
      <rect class="span" x=${`${start * 100}%`} y="0" width=${`${share * 100}%`} height="10"></rect>`}
  </svg>`;
}
