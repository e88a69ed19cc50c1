import { html, nothing, type TemplateResult } from 'lit';
import type { BodyNote } from '../../../bodies/bodyNotes.ts';
import type { ContentKind } from '../../../bodies/contentKind.ts';
import type { BodySummary } from '../../../bodies/openBody.ts';
import { fill, formatBytes } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState, ShownResponse } from '../messages.ts';
import type { ResponseStrings } from '../strings.ts';
import type { ViewContext } from './context.ts';

/** What is remarkable about a body, over it. */
export function bodyNotes(
  state: DoneState,
  response: ShownResponse,
  summary: BodySummary,
  context: ViewContext,
): TemplateResult {
  const { strings, locale } = context;
  const text = strings.body;
  const { problem, xmlProblem, charset, declared, kind, notes } = summary;
  const type = visibleLine(response.contentType ?? text.noType);
  const isNoted = (code: BodyNote['code']): boolean => notes.some(note => note.code === code);
  const lines = [
    response.packedAs === undefined ? undefined : fill(text.stillPacked, visibleLine(response.packedAs)),
    response.brokeOff ? fill(text.brokeOff, formatBytes(response.bodyBytes, locale)) : undefined,
    state.partial === undefined
      ? undefined
      : fill(text.partial, formatBytes(state.partial, locale), formatBytes(response.bodyBytes, locale)),
    problem && (kind === 'json' || kind === 'text') && !(response.brokeOff && problem.code === 'unexpected-end')
      ? `${fill(text.notJson, text.problems[problem.code], String(problem.line), String(problem.column))} ${kind === 'json' ? text.partShown : ''}`
      : undefined,
    xmlProblem
      ? fill(text.notXml, text.xmlProblems[xmlProblem.code], String(xmlProblem.line), String(xmlProblem.column))
      : undefined,
    kind === 'json' && !isNoted('text-is-json') && (declared !== undefined || !isJsonType(response.contentType))
      ? fill(text.jsonByLook, type)
      : undefined,
    kind !== 'json' && declared !== undefined ? fill(text.notWhatDeclared, type, kindName(kind, strings)) : undefined,
    charset.label === 'utf-8' || isNoted('charset-unknown') || isNoted('charset-wrong')
      ? undefined
      : fill(text.charset, charset.label),
  ].filter(line => line !== undefined);
  return html`${notes.map(note => bodyNote(note, state, context))}
  ${lines.map(line => html`<p class="note">${line.trim()}</p>`)}`;
}

function bodyNote(
  note: BodyNote,
  state: DoneState,
  { strings, call, act }: ViewContext,
): TemplateResult | typeof nothing {
  const text = strings.notes;
  switch (note.code) {
    case 'text-is-json': {
      const lacks = !state.request.headers.some(({ name }) => name.toLowerCase() === 'content-type');
      return html`<div class="note with-button">
        <p>${fill(lacks ? text.textIsJsonLacks : text.textIsJson, visibleLine(note.declared))}</p>
        ${
          lacks
            ? html`<button class="button" @click=${() => act(call('addContentType', null), text.contentTypeAdded)}>
                ${text.addContentType}
              </button>`
            : nothing
        }
      </div>`;
    }
    case 'error-with-success':
      // Said at the head of the panel.
      return nothing;
    case 'charset-unknown':
      return plain(fill(text.charsetUnknown, visibleLine(note.named), note.readAs));
    case 'charset-wrong':
      return plain(fill(text.charsetWrong, visibleLine(note.named ?? 'utf-8'), note.readAs));
    case 'still-gzip':
      // Where the answer says that it is packed, that is said in words of its own.
      return state.response?.packedAs === undefined ? plain(text.stillGzip) : nothing;
    case 'too-many-values':
      return plain(text.tooManyValues);
    case 'doctype-left-alone':
      return plain(text.doctypeLeftAlone);
    case 'html-page':
      return plain(note.title === undefined ? text.htmlPage : fill(text.htmlPageTitled, visibleLine(note.title)));
    case 'network-login':
      return plain(
        note.title === undefined ? text.networkLogin : fill(text.networkLoginTitled, visibleLine(note.title)),
      );
  }
}

function plain(line: string): TemplateResult {
  return html`<p class="note">${line}</p>`;
}

function isJsonType(contentType: string | undefined): boolean {
  return /^[^;]*json/i.test(contentType ?? '');
}

function kindName(kind: ContentKind, { body }: ResponseStrings): string {
  return kind === 'xml' || kind === 'html' || kind === 'json' ? body.kinds[kind] : body.kinds.text;
}
