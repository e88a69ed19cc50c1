import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { ContentKind } from '../../../bodies/contentKind.ts';
import type { BodySummary } from '../../../bodies/openBody.ts';
import { fill, formatBytes } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState, ShownResponse } from '../messages.ts';
import type { ResponseStrings } from '../strings.ts';
import type { ViewContext } from './context.ts';
import type { JsonRows } from './jsonRows.ts';

/** Where a list was scrolled to, and where that is kept. */
export interface ScrollMemory {
  readonly at: number;
  readonly keep: (top: number) => void;
}

const LEVELS = [1, 2, 3, 4, 5, 6];

/** The body as it reads best: pretty JSON, else its text. */
export function bodyTab(state: DoneState, context: ViewContext, scroll: ScrollMemory): TemplateResult {
  const { response } = state;
  const summary = response?.body;
  if (!response || !summary || summary.kind !== 'json') {
    return rawTab(state, context, scroll);
  }
  const { strings, locale, call } = context;
  const { bodyId } = state;
  const text = strings.body;
  const foldTo = (event: Event, level: number | null): void => {
    const rows = (event.target as Element).closest('.body')?.querySelector<JsonRows>('tba-json-rows');
    context.act(rows?.foldTo(level) ?? Promise.resolve());
  };
  return html`<div class="body">
    ${bodyNotes(summary, response, context)}
    <div class="toolbar">
      <vscode-toolbar-button icon="collapse-all" @click=${(event: Event) => foldTo(event, 1)}
        >${text.foldAll}</vscode-toolbar-button
      >
      <vscode-toolbar-button icon="expand-all" @click=${(event: Event) => foldTo(event, null)}
        >${text.unfoldAll}</vscode-toolbar-button
      >
      <label class="level">
        <span class="hidden-text">${text.foldToLevel}</span>
        <select
          @change=${(event: Event) => {
            const select = event.target as HTMLSelectElement;
            foldTo(event, Number(select.value));
            select.selectedIndex = 0;
          }}
        >
          <option value="" selected disabled>${text.foldToLevel}</option>
          ${LEVELS.map(level => html`<option value=${level}>${fill(text.level, String(level))}</option>`)}
        </select>
      </label>
    </div>
    ${keyed(
      bodyId,
      html`<tba-json-rows
        .startAt=${scroll.at}
        .strings=${strings}
        .locale=${locale}
        .label=${text.json}
        .total=${summary.rows ?? 0}
        .load=${(from: number, count: number) => call('rows', { bodyId, from, count })}
        .toggle=${(node: number) => call('toggle', { bodyId, node })}
        .foldToLevel=${(level: number | null) => call('foldToLevel', { bodyId, level })}
        .scrolled=${scroll.keep}
      ></tba-json-rows>`,
    )}
  </div>`;
}

/** The text as it came, or why there is none to show. */
export function rawTab(state: DoneState, context: ViewContext, scroll: ScrollMemory): TemplateResult {
  const { strings, call } = context;
  const { bodyId, response } = state;
  if (!response) {
    return html``;
  }
  const summary = response.body;
  if (response.bodyFailure !== undefined) {
    return emptyState(response.bodyFailure);
  }
  if (!summary) {
    return emptyState(strings.body.reading);
  }
  if (summary.kind === 'empty') {
    return emptyState(strings.body.empty, fill(strings.body.emptyHint, String(response.status)));
  }
  if (summary.kind === 'binary') {
    const type = visibleLine(response.contentType ?? strings.body.noType);
    const size = formatBytes(response.bodyBytes, context.locale);
    return emptyState(fill(strings.body.binary, size, type), strings.body.binaryHint);
  }
  return html`<div class="body">
    ${summary.kind === 'json' ? nothing : bodyNotes(summary, response, context)}
    ${keyed(
      bodyId,
      html`<tba-text-rows
        .startAt=${scroll.at}
        .label=${strings.body.lines}
        .total=${summary.lines ?? 0}
        .load=${(from: number, count: number) => call('lines', { bodyId, from, count })}
        .scrolled=${scroll.keep}
      ></tba-text-rows>`,
    )}
  </div>`;
}

function bodyNotes(summary: BodySummary, response: ShownResponse, { strings }: ViewContext): TemplateResult {
  const text = strings.body;
  const { problem, charset, declared, kind } = summary;
  const type = visibleLine(response.contentType ?? text.noType);
  const notes = [
    problem && (kind === 'json' || kind === 'text')
      ? `${fill(text.notJson, text.problems[problem.code], String(problem.line), String(problem.column))} ${kind === 'json' ? text.partShown : ''}`
      : undefined,
    kind === 'json' && (declared !== undefined || !isJsonType(response.contentType))
      ? fill(text.jsonByLook, type)
      : undefined,
    kind !== 'json' && declared !== undefined ? fill(text.notWhatDeclared, type, kindName(kind, strings)) : undefined,
    charset.unknown === undefined ? undefined : fill(text.unknownCharset, visibleLine(charset.unknown)),
    charset.label === 'utf-8' ? undefined : fill(text.charset, charset.label),
  ].filter(note => note !== undefined);
  return html`${notes.map(note => html`<p class="note">${note.trim()}</p>`)}`;
}

function isJsonType(contentType: string | undefined): boolean {
  return /^[^;]*json/i.test(contentType ?? '');
}

function kindName(kind: ContentKind, { body }: ResponseStrings): string {
  return kind === 'xml' || kind === 'html' || kind === 'json' ? body.kinds[kind] : body.kinds.text;
}

function emptyState(title: string, hint?: string): TemplateResult {
  return html`<div class="empty">
    <p>${title}</p>
    ${hint === undefined ? nothing : html`<p class="quiet">${hint}</p>`}
  </div>`;
}
