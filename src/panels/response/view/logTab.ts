import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../shared/format.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { DoneState, ShownLog, ShownLogEntry } from '../messages.ts';
import type { ViewContext } from './context.ts';
import { copyButton } from './copyButton.ts';

const icons: Readonly<Record<ShownLogEntry['level'], string>> = {
  DEBUG: 'debug',
  AUDIT: 'info',
  ERROR: 'error',
  EMERGENCY: 'flame',
  OTHER: 'circle-small',
};

/** What the script has logged since the request was sent. */
export function logTab({ log, account }: DoneState, context: ViewContext): TemplateResult {
  const { strings, call, act } = context;
  const text = strings.log;
  if (!log) {
    return html``;
  }
  return html`<div class="page">
    <section class="log-head">
      <button class="button" ?disabled=${log.reading} @click=${() => act(call('readLog', null))}>
        ${log.read ? text.again : text.read}
      </button>
      <label>
        <input
          type="checkbox"
          .checked=${log.always}
          @change=${(event: Event) => act(call('logAlways', { always: (event.target as HTMLInputElement).checked }))}
        />
        ${fill(text.always, visibleLine(account.name))}
      </label>
      <span role="status">${log.reading ? text.reading : ''}</span>
    </section>
    ${log.failure === undefined ? nothing : html`<p class="note error">${visibleText(log.failure)}</p>`}
    ${log.read ? entries(log.read, context) : log.reading ? nothing : html`<p class="quiet">${text.hint}</p>`}
  </div>`;
}

function entries({ entries: all, polls, isCut }: NonNullable<ShownLog['read']>, context: ViewContext): TemplateResult {
  const text = context.strings.log;
  if (all.length === 0) {
    return html`<p>${fill(text.none, String(polls))}</p>
      <p class="quiet">${text.noneHint}</p>`;
  }
  return html`<ol class="entries" aria-label=${context.strings.tabs.log}>
      ${all.map(each => entry(each, context))}
    </ol>
    ${isCut ? html`<p class="quiet">${fill(text.cut, String(all.length))}</p>` : nothing}`;
}

function entry({ level, title, detail, detailJson, at }: ShownLogEntry, context: ViewContext): TemplateResult {
  const { strings, locale, call, act } = context;
  const shown = detailJson ?? detail;
  return html`<li class=${level.toLowerCase()}>
    <div class="heading">
      <h2>
        <vscode-icon name=${icons[level]}></vscode-icon>
        <span class="code">${level}</span>
        <span>${visibleLine(title)}</span>
      </h2>
      <span>
        <time class="quiet" datetime=${new Date(at).toISOString()}
          >${new Date(at).toLocaleTimeString(locale, { timeStyle: 'medium' })}</time
        >
        ${copyButton(fill(strings.headers.copy, title), detail, context, false)}
        <vscode-toolbar-button
          icon="go-to-file"
          label=${strings.openBody}
          title=${strings.openBody}
          @click=${() => act(call('openText', { title, text: shown }))}
        ></vscode-toolbar-button>
      </span>
    </div>
    ${detail === '' ? nothing : html`<pre class="code" tabindex="0" role="group" aria-label=${title}>${visibleText(shown)}</pre>`}
  </li>`;
}
