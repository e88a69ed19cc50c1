import { html, nothing, type TemplateResult } from 'lit';
import { fill, formatBytes } from '../../shared/format.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { DoneState } from '../messages.ts';
import type { ViewContext } from './context.ts';
import { copyButton } from './copyButton.ts';
import { headerTable } from './headersTab.ts';

/** More of a body than this is looked at in an editor. Characters. */
const mostShown = 100_000;

/** Method, URL, headers and body as they went out. */
export function requestTab(state: DoneState, context: ViewContext): TemplateResult {
  const { strings, call, act } = context;
  const { method, url, headers } = state.request;
  return html`<div class="page">
    <section>
      <div class="heading">
        <h2>${strings.request.target}</h2>
        ${copyButton(strings.request.copyUrl, url, context, true)}
      </div>
      <p class="code"><strong>${visibleLine(method)}</strong> ${visibleLine(url)}</p>
      <p>
        <button class="button plain" @click=${() => act(call('inspect', null))}>
          ${state.isByToken ? strings.inspectToken : strings.request.signature}
        </button>
      </p>
    </section>
    ${headerTable(strings.request.headers, headers, context, strings.headers.asSent)} ${bodySection(state, context)}
  </div>`;
}

function bodySection({ request: { body }, title }: DoneState, context: ViewContext): TemplateResult {
  const { strings, locale, call, act } = context;
  const text = strings.request;
  if (body === undefined || body === '') {
    return html`<section>
      <h2>${text.body}</h2>
      <p class="quiet">${text.noBody}</p>
    </section>`;
  }
  const shown = body.slice(0, mostShown);
  return html`<section>
    <div class="heading">
      <h2>${text.body}</h2>
      <span>
        ${copyButton(text.copyBody, body, context, true)}
        <vscode-toolbar-button icon="go-to-file" @click=${() => act(call('openText', { title, text: body }))}
          >${text.openBody}</vscode-toolbar-button
        >
      </span>
    </div>
    <p class="quiet">${fill(text.bodySize, formatBytes(new TextEncoder().encode(body).length, locale))}</p>
    <pre class="code" tabindex="0" role="group" aria-label=${text.body}>${visibleText(shown)}</pre>
    ${shown.length < body.length ? html`<p class="quiet">${text.bodyCut}</p>` : nothing}
  </section>`;
}
