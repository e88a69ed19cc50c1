import { html, nothing, type TemplateResult } from 'lit';
import type { Header } from '../../../exchange/record.ts';
import { fill } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState } from '../messages.ts';
import type { ViewContext } from './context.ts';
import { copyButton } from './copyButton.ts';

/** Response headers, and what NetSuite's support wants of them. */
export function headersTab(state: DoneState, context: ViewContext): TemplateResult {
  const { strings, call, act } = context;
  return html`<div class="page">
    ${state.response ? headerTable(strings.headers.response, state.response.headers, context) : nothing}
    <section>
      <p class="quiet">${strings.supportCaseHint}</p>
      <button class="button" @click=${() => act(call('copySupportCase', null), strings.copied)}>
        ${strings.supportCase}
      </button>
    </section>
  </div>`;
}

/** Headers as they are, each to copy, and all of them. */
export function headerTable(
  title: string,
  headers: readonly Header[],
  context: ViewContext,
  remark?: string,
): TemplateResult {
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
