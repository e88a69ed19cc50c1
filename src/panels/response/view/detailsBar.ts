import { html, nothing, type TemplateResult } from 'lit';
import { fill, formatBytes } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { ValueDetails } from '../bodyQuestions.ts';
import { dateText } from '../dateText.ts';
import type { ViewContext } from './context.ts';

/** The value that the line below the rows is about. */
export interface Detailed {
  readonly bodyId: number;
  readonly node: number;
  readonly details: ValueDetails;
}

/** The line below the rows: where the active value stands, and what else it may be read as. */
export function detailsBar({ bodyId, node, details }: Detailed, context: ViewContext): TemplateResult {
  const { strings, locale, call, act } = context;
  const text = strings.details;
  const { embedded } = details;
  const value = { bodyId, node };
  return html`<div class="details" role="group" aria-label=${text.label}>
    <span class="code path" title=${visibleLine(details.path)}>${visibleLine(details.path)}</span>
    <span class="quiet">${formatBytes(details.bytes, locale)}</span>
    ${detailNotes(details, context).map(note => html`<span>${note}</span>`)}
    <span class="do">
      <button class="button plain" @click=${() => act(call('copyNode', { ...value, form: 'path' }), strings.copied)}>
        ${text.copyPath}
      </button>
      <button class="button plain" @click=${() => act(call('copyNode', { ...value, form: 'sent' }), strings.copied)}>
        ${text.copyValue}
      </button>
      ${
        embedded
          ? html`<button class="button plain" @click=${() => act(call('openEmbedded', value))}>${text.openFile}</button>
              <button class="button plain" @click=${() => act(call('saveEmbedded', value))}>${text.saveFile}</button>`
          : nothing
      }
      ${
        details.json !== undefined || details.bytes > longValue
          ? html`<button class="button plain" @click=${() => act(call('openNode', { ...value, form: 'meant' }))}>
              ${text.openValue}
            </button>`
          : nothing
      }
    </span>
  </div>`;
}

/** From here on a value is hard to read in a row. Bytes. */
const longValue = 400;

/** What is worth knowing of a value, a line each. */
export function detailNotes(details: ValueDetails, { strings, locale }: ViewContext): readonly string[] {
  const text = strings.details;
  const { embedded, duplicates, dates, json } = details;
  return [
    ...dateText(dates, text.dates, locale),
    ...(embedded ? [fill(text.embedded, embedded.extension.toUpperCase(), formatBytes(embedded.size, locale))] : []),
    ...(json === undefined ? [] : [text.jsonInside]),
    ...(duplicates ? [fill(text.duplicates, String(duplicates.position), String(duplicates.count))] : []),
  ];
}
