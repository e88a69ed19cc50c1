import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { fill, formatBytes } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState, ShownResponse } from '../messages.ts';
import type { ListMemory } from '../savedView.ts';
import { bodyNotes } from './bodyNotes.ts';
import './bodyView.ts';
import { askAbout, type ViewContext } from './context.ts';
import './hexRows.ts';
import './imageView.ts';
import { preview } from './runningPage.ts';
import './tableView.ts';
import type { TableMemory } from './tableView.ts';

/** What a tab remembers, and where that is kept. */
export interface Memory<M> {
  readonly now: M;
  readonly keep: (change: Partial<M>) => void;
}

/** The body as it reads best: JSON and XML as trees, images as such, other bytes in hexadecimal, else its text. */
export function bodyTab(state: DoneState, context: ViewContext, memory: Memory<ListMemory>): TemplateResult {
  const { response, bodyId } = state;
  const summary = response?.body;
  const { strings } = context;
  if (!response || !summary || summary.kind === 'empty') {
    return nothingToShow(response, context);
  }
  const notes = bodyNotes(state, response, summary, context);
  if (summary.kind === 'binary') {
    return html`<div class="body">
      ${notes}
      ${summary.image !== undefined && summary.image !== 'svg' ? image(bodyId, summary.image, context) : hex(state, response, context)}
    </div>`;
  }
  if (summary.kind === 'json' || (summary.kind === 'xml' && summary.rows !== undefined)) {
    const label = summary.kind === 'json' ? strings.body.json : strings.body.xml;
    return html`<div class="body">
      ${notes} ${view(summary.kind, summary.rows ?? 0, label, bodyId, context, memory)}
    </div>`;
  }
  return html`<div class="body">
    ${notes} ${view('text', summary.lines ?? 0, strings.body.lines, bodyId, context, memory)}
  </div>`;
}

/** The text as it came, or why there is none to show. */
export function rawTab(state: DoneState, context: ViewContext, memory: Memory<ListMemory>): TemplateResult {
  const { response, bodyId } = state;
  const summary = response?.body;
  if (!response || !summary || summary.kind === 'empty') {
    return nothingToShow(response, context);
  }
  return html`<div class="body">
    ${
      summary.kind === 'binary'
        ? hex(state, response, context)
        : view('text', summary.lines ?? 0, context.strings.body.lines, bodyId, context, memory)
    }
  </div>`;
}

/** An array of objects as a table. */
export function tableTab({ bodyId }: DoneState, context: ViewContext, memory: Memory<TableMemory>): TemplateResult {
  return html`<div class="body">
    ${keyed(
      bodyId,
      html`<tba-table-view
        class="fills"
        .bodyId=${bodyId}
        .context=${context}
        .label=${context.strings.tabs.table}
        .memory=${memory.now}
        .keep=${memory.keep}
      ></tba-table-view>`,
    )}
  </div>`;
}

function view(
  form: 'json' | 'xml' | 'text',
  total: number,
  label: string,
  bodyId: number,
  context: ViewContext,
  memory: Memory<ListMemory>,
): TemplateResult {
  return html`${keyed(
    `${bodyId} ${form}`,
    html`<tba-body-view
      class="fills"
      .bodyId=${bodyId}
      .form=${form}
      .total=${total}
      .label=${label}
      .context=${context}
      .memory=${memory.now}
      .keep=${memory.keep}
    ></tba-body-view>`,
  )}`;
}

function hex({ bodyId }: DoneState, response: ShownResponse, context: ViewContext): TemplateResult {
  const { strings, locale, call, act } = context;
  const type = visibleLine(response.contentType ?? strings.body.noType);
  const wanted = { bodyId, wanted: { what: 'body' } } as const;
  const ask = askAbout(bodyId, context);
  return html`<div class="toolbar">
      <span>${fill(strings.body.binary, formatBytes(response.bodyBytes, locale), type)}</span>
      <vscode-toolbar-button icon="save-as" @click=${() => act(call('saveExport', wanted))}
        >${strings.saveBody}</vscode-toolbar-button
      >
    </div>
    ${keyed(
      bodyId,
      html`<tba-hex-rows
        class="fills"
        .label=${strings.body.hex}
        .total=${response.body?.hexRows ?? 0}
        .load=${(from: number, count: number) => ask('hex', { from, count })}
      ></tba-hex-rows>`,
    )}`;
}

function image(bodyId: number, kind: string, context: ViewContext): TemplateResult {
  const { strings, call, act } = context;
  const wanted = { bodyId, wanted: { what: 'body' } } as const;
  return html`<div class="toolbar">
      <vscode-toolbar-button icon="save-as" @click=${() => act(call('saveExport', wanted))}
        >${strings.saveBody}</vscode-toolbar-button
      >
    </div>
    ${keyed(
      bodyId,
      html`<tba-image-view
        class="fills"
        .kind=${kind}
        .alt=${strings.body.image}
        .load=${() => call('image', { bodyId })}
      ></tba-image-view>`,
    )}`;
}

function nothingToShow(response: ShownResponse | undefined, context: ViewContext): TemplateResult {
  const { strings } = context;
  if (!response) {
    return html``;
  }
  if (response.bodyFailure !== undefined) {
    return emptyState(response.bodyFailure);
  }
  return response.body
    ? emptyState(strings.body.empty, fill(strings.body.emptyHint, String(response.status)))
    : response.preview
      ? html`<div class="body">
          <p class="note">${strings.body.reading}</p>
          ${preview(response.preview, context)}
        </div>`
      : emptyState(strings.body.reading);
}

function emptyState(title: string, hint?: string): TemplateResult {
  return html`<div class="empty">
    <p>${title}</p>
    ${hint === undefined ? nothing : html`<p class="quiet">${hint}</p>`}
  </div>`;
}
