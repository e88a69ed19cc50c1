import { html, nothing, type TemplateResult } from 'lit';
import type { BodyNote } from '../../../bodies/bodyNotes.ts';
import type { NetSuiteError, ScriptError } from '../../../bodies/netSuiteError.ts';
import type { SoapFault } from '../../../bodies/xml/soapFault.ts';
import { fill, formatBytes, formatDuration } from '../../shared/format.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { CheckLine, DoneState, ExplainedAnswer, FailureText, ShownResponse } from '../messages.ts';
import type { ViewContext } from './context.ts';

/** The first line: status in words and colour, time, size. */
export function statusLine(state: DoneState, context: ViewContext): TemplateResult {
  const { strings, locale } = context;
  const { response } = state;
  const tone = statusTone(response);
  return html`<dl class="facts">
    <div>
      <dt class="hidden-text">${strings.status}</dt>
      <dd class=${`status ${tone}`}>
        <vscode-icon name=${TONE_ICONS[tone]}></vscode-icon>
        <strong>${response ? statusWords(response) : strings.noResponse}</strong>
      </dd>
    </div>
    <div>
      <dt class="hidden-text">${strings.time}</dt>
      <dd>${formatDuration(state.timing.total, locale)}</dd>
    </div>
    ${
      response
        ? html`<div>
            <dt class="hidden-text">${strings.size}</dt>
            <dd>${formatBytes(response.bodyBytes, locale)}${wireSize(response, context)}</dd>
          </div>`
        : nothing
    }
  </dl>`;
}

/** `200 OK`. */
export function statusWords(response: ShownResponse): string {
  return visibleLine(`${response.status} ${response.statusText}`.trim());
}

/** What has to be said before the body: a failure, NetSuite's error, a redirect. */
export function remarks(state: DoneState, context: ViewContext): TemplateResult {
  const { response, failure } = state;
  const { error, fault, notes = [] } = response?.body ?? {};
  const unsaid = (error ?? fault) ? undefined : notes.find(note => note.code === 'error-with-success');
  return html`
    ${state.checks.length > 0 ? checksNote(state.checks, context) : nothing}
    ${error && response ? errorNote(error, response.status, state, context) : nothing}
    ${fault ? faultNote(fault, context) : nothing}
    ${state.explained ? explainedNote(state.explained, context) : nothing}
    ${unsaid ? successNote(unsaid, context) : nothing} ${failure ? failureNote(failure, context) : nothing}
    ${response && response.status >= 300 && response.status < 400 ? redirectNote(response, context) : nothing}
  `;
}

type Tone = 'good' | 'warning' | 'bad';

const TONE_ICONS: Readonly<Record<Tone, string>> = { good: 'pass', warning: 'warning', bad: 'error' };

function statusTone(response: ShownResponse | undefined): Tone {
  if (!response || response.status >= 400 || response.status < 200) {
    return 'bad';
  }
  const { error, fault, notes = [] } = response.body ?? {};
  const isError = error ?? fault ?? notes.find(({ code }) => code === 'error-with-success');
  return response.status >= 300 || isError || response.brokeOff ? 'warning' : 'good';
}

function wireSize(response: ShownResponse, { strings, locale }: ViewContext): TemplateResult | typeof nothing {
  return response.wireBytes === undefined || response.wireBytes === response.bodyBytes
    ? nothing
    : html` <span class="quiet">(${fill(strings.onTheWire, formatBytes(response.wireBytes, locale))})</span>`;
}

function failureNote(failure: FailureText, { strings }: ViewContext): TemplateResult {
  return html`<section class="note error">
    <h2>${visibleText(failure.title)}</h2>
    <dl>
      ${
        failure.reason === ''
          ? nothing
          : html`<dt>${strings.why}</dt>
              <dd>${visibleText(failure.reason)}</dd>`
      }
      ${
        failure.next === ''
          ? nothing
          : html`<dt>${strings.whatToDo}</dt>
              <dd>${visibleText(failure.next)}</dd>`
      }
    </dl>
  </section>`;
}

function errorNote(error: NetSuiteError, status: number, state: DoneState, context: ViewContext): TemplateResult {
  const { strings } = context;
  const { script, further = [] } = error;
  return html`<section class=${status < 400 ? 'note warning' : 'note error'} aria-label=${strings.netSuiteSays}>
    ${status < 400 ? html`<p class="lead">${strings.errorWithSuccess}</p>` : nothing}
    <h2 class="code">${visibleLine(error.code === '' ? strings.netSuiteSays : error.code)}</h2>
    <p class="message">${visibleText(error.message)}</p>
    ${
      further.length > 0
        ? html`<p class="quiet">${fill(strings.furtherErrors, String(further.length))}</p>
            <ul>
              ${further.map(
                entry =>
                  html`<li>
                    <span class="code">${visibleLine(entry.code)}</span>
                    <span class="message">${visibleText(entry.message)}</span>
                    ${entry.about === undefined ? nothing : html`<span class="code quiet">${visibleLine(entry.about)}</span>`}
                  </li>`,
              )}
            </ul>`
        : nothing
    }
    ${
      script
        ? html`<p class="quiet">
              ${strings.thrownByScript}${
                script.name === error.code || script.name === ''
                  ? nothing
                  : html`: <span class="code">${visibleLine(script.name)}</span>`
              }
            </p>
            ${stackOf(script, state, context)}`
        : nothing
    }
  </section>`;
}

/** What the code means, and the way to why a login failed. */
function explainedNote({ code, isLogin }: ExplainedAnswer, { strings, call, act }: ViewContext): TemplateResult {
  return html`<section class="note" aria-label=${strings.explained}>
    ${
      code
        ? html`<p>${code.meaning}</p>
            <dl>
              <dt>${strings.whatToDo}</dt>
              <dd>${code.fix}</dd>
            </dl>`
        : nothing
    }
    <div class="with-button">
      <p class="quiet">${code?.source}</p>
      ${
        isLogin
          ? html`<button class="button" @click=${() => act(call('explainLogin', null))}>${strings.whyLogin}</button>`
          : nothing
      }
    </div>
  </section>`;
}

/** The frames as NetSuite wrote them; those whose script is in the workspace lead there. */
function stackOf({ frames }: ScriptError, { scripts = [] }: DoneState, context: ViewContext) {
  const { strings, call, act } = context;
  return frames.length === 0
    ? nothing
    : html`<details open>
        <summary>${strings.stack}</summary>
        <ol class="stack code">
          ${frames.map(
            ({ text }, index) =>
              html`<li>
                ${
                  scripts.includes(index)
                    ? html`<button class="link" @click=${() => act(call('openFrame', { index }))}>
                        ${visibleText(text)}
                      </button>`
                    : visibleText(text)
                }
              </li>`,
          )}
        </ol>
      </details>`;
}

/** What a SOAP fault says, SuiteTalk's own code before SOAP's. */
function faultNote(fault: SoapFault, { strings }: ViewContext): TemplateResult {
  const { code, message, detailName, detailCode, detailMessage } = fault;
  return html`<section class="note error" aria-label=${strings.soapFault}>
    <p class="quiet">${strings.soapFault}</p>
    <h2 class="code">${visibleLine(detailCode ?? code)}</h2>
    <p class="message">${visibleText(detailMessage ?? message)}</p>
    ${
      detailCode === undefined
        ? nothing
        : html`<p class="code quiet">
            ${visibleLine([code, detailName].filter(part => part !== undefined).join(' · '))}
          </p>`
    }
  </section>`;
}

/** A success around something that says it is none. */
function successNote(
  { sign, message }: Extract<BodyNote, { code: 'error-with-success' }>,
  { strings }: ViewContext,
): TemplateResult {
  return html`<section class="note warning">
    <p class="lead">${strings.errorWithSuccess} <span class="code">${visibleLine(sign)}</span></p>
    ${message === undefined ? nothing : html`<p class="message">${visibleText(message)}</p>`}
  </section>`;
}

/** Those that fail are open to the eye; that all hold is one line. */
function checksNote(checks: readonly CheckLine[], { strings }: ViewContext): TemplateResult {
  const failed = checks.filter(({ passed }) => !passed).length;
  const summary =
    failed === 0
      ? fill(strings.checksHold, String(checks.length))
      : fill(strings.checksFail, String(failed), String(checks.length));
  return html`<section class=${failed === 0 ? 'note checks' : 'note error checks'} aria-label=${strings.checks}>
    <details ?open=${failed > 0}>
      <summary>${summary}</summary>
      <ul class="plain">
        ${checks.map(
          ({ passed, text, why }) =>
            html`<li class=${passed ? 'good' : 'bad'}>
              <vscode-icon
                name=${passed ? TONE_ICONS.good : TONE_ICONS.bad}
                label=${passed ? strings.holds : strings.fails}
              ></vscode-icon>
              <span class="code">${visibleLine(text)}</span>
              ${why === undefined ? nothing : html`<span class="quiet">${visibleLine(why)}</span>`}
            </li>`,
        )}
      </ul>
    </details>
  </section>`;
}

function redirectNote(response: ShownResponse, { strings }: ViewContext): TemplateResult {
  const location = response.headers.find(header => header.name.toLowerCase() === 'location')?.value;
  return html`<section class="note warning">
    <p>${response.status === 302 ? strings.wrongDataCentre : strings.redirect}</p>
    ${
      location === undefined
        ? nothing
        : html`<p>
            <span class="quiet">${strings.redirectedTo}</span> <span class="code">${visibleLine(location)}</span>
          </p>`
    }
  </section>`;
}
