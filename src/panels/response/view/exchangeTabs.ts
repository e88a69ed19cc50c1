import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Header } from '../../../exchange/record.ts';
import { fill, formatDuration } from '../../shared/format.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { DoneState } from '../messages.ts';
import type { ViewContext } from './context.ts';

/** Response headers, then those of the request as sent. */
export function headersTab(state: DoneState, context: ViewContext): TemplateResult {
  const { strings } = context;
  return html`<div class="page">
    ${state.response ? headerTable(strings.headers.response, state.response.headers, context) : nothing}
    ${headerTable(strings.headers.request, state.request.headers, context, strings.headers.asSent)}
  </div>`;
}

/** Method, URL, headers and body as they went out. */
export function requestTab(state: DoneState, context: ViewContext): TemplateResult {
  const { strings } = context;
  const { method, url, headers, body } = state.request;
  return html`<div class="page">
    <section>
      <div class="heading">
        <h2>${strings.request.target}</h2>
        ${copyButton(strings.request.copyUrl, url, context, true)}
      </div>
      <p class="code"><strong>${visibleLine(method)}</strong> ${visibleLine(url)}</p>
    </section>
    ${headerTable(strings.request.headers, headers, context, strings.headers.asSent)}
    <section>
      <div class="heading">
        <h2>${strings.request.body}</h2>
        ${body === undefined || body === '' ? nothing : copyButton(strings.request.copyBody, body, context, true)}
      </div>
      ${
        body === undefined || body === ''
          ? html`<p class="quiet">${strings.request.noBody}</p>`
          : html`<pre class="code" tabindex="0" role="group" aria-label=${strings.request.body}>
${visibleText(body)}</pre>`
      }
    </section>
  </div>`;
}

/** The phases of the call as text and bars. */
export function timingTab(state: DoneState, context: ViewContext): TemplateResult {
  const { strings, locale } = context;
  const { timing } = state;
  const text = strings.timing;
  const known = [timing.connect, timing.waiting, timing.receiving];
  let before = 0;
  const phases = [text.connect, text.waiting, text.receiving].map((name, i) => {
    const duration = known[i];
    const start = before;
    before += duration ?? 0;
    return { name, duration, start };
  });
  const whole = Math.max(timing.total, before, 1);
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
                <th scope="row">${name}</th>
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
    </section>
    <dl class="pairs">
      <dt>${text.startedAt}</dt>
      <dd>${new Date(state.startedAt).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'long' })}</dd>
      <dt>${text.via}</dt>
      <dd>${timing.via === 'direct' ? text.viaDirect : text.viaHost}</dd>
    </dl>
  </div>`;
}

/** Shares of 1. Attributes of SVG, since the page allows no inline styles. */
function bar(start: number, share: number, locale: string): TemplateResult {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  return html`<svg class="bar" role="img" aria-label=${percent} width="100%" height="10" preserveAspectRatio="none">
    ${svg`<rect class="rail" x="0" y="4" width="100%" height="2"></rect>
      <rect class="span" x=${`${start * 100}%`} y="0" width=${`${share * 100}%`} height="10"></rect>`}
  </svg>`;
}

function headerTable(title: string, headers: readonly Header[], context: ViewContext, remark?: string): TemplateResult {
  const text = context.strings.headers;
  const all = headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return html`<section>
    <div class="heading">
      <h2>${title}</h2>
      ${headers.length === 0 ? nothing : copyButton(text.copyAll, all, context, true, `${text.copyAll}: ${title}`)}
    </div>
    ${remark === undefined ? nothing : html`<p class="quiet">${remark}</p>`}
    ${
      headers.length === 0
        ? html`<p class="quiet">${text.none}</p>`
        : html`<table class="headers" aria-label=${title}>
            <thead class="hidden-text">
              <tr>
                <th scope="col">${text.name}</th>
                <th scope="col">${text.value}</th>
                <td></td>
              </tr>
            </thead>
            <tbody>
              ${headers.map(
                ({ name, value }) =>
                  html`<tr>
                    <th scope="row" class="code">${visibleLine(name)}</th>
                    <td class="code">${visibleLine(value)}</td>
                    <td class="copy">${copyButton(fill(text.copy, name), value, context, false)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`;
}

function copyButton(
  label: string,
  text: string,
  { call, act, strings }: ViewContext,
  worded: boolean,
  spoken = label,
): TemplateResult {
  const copy = (): void => act(call('copyText', { text }), strings.copied);
  return html`<vscode-toolbar-button icon="copy" label=${spoken} title=${worded ? nothing : label} @click=${copy}
    >${worded ? label : nothing}</vscode-toolbar-button
  >`;
}
