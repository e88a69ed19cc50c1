import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { SignatureStrings } from '../messages.ts';
import { copyButton } from './copyButton.ts';
import { changeCount, fieldKey, type Field } from './drafts.ts';
import type { Editing } from './editing.ts';
import type { PageModel } from './page.ts';
import { iconButton, input, problemNote } from './parameterTable.ts';
import { pieceText } from './pieceText.ts';

/** What was signed, for whom, what became of the URL on the way, and what was changed. */
export function heading(model: PageModel): TemplateResult {
  const { state, strings, refused, mode } = model;
  const { view, passport } = state;
  const { steps } = view;
  const fact = (label: string, text: unknown) => html`<li><span class="hidden-text">${label}: </span>${text}</li>`;
  return html`
    <div class="top">
      <h1>${visibleText(view.title)}</h1>
      ${copyButton(model, 'report')}
    </div>
    <ul class="facts">
      ${fact(strings.algorithm, steps.algorithm)} ${fact(strings.account, visibleText(view.accountName))}
      ${mode === 'header' ? html`<li>${realm(model)}</li>` : nothing}
      ${fact(strings.credential, visibleText(view.credentialLabel))} ${fact(strings.status, status(model))}
    </ul>
    ${passport ? modeSwitch(model) : nothing}
    ${
      mode === 'passport'
        ? passport?.carried
          ? html`<p class="note ${passport.carried.matches ? '' : 'warning'}">${visibleText(passport.carried.text)}</p>`
          : nothing
        : request(model)
    }
    ${
      mode === 'passport' || steps.url.notes.length === 0
        ? nothing
        : html`<ul class="notes quiet">
            ${steps.url.notes.map(note => html`<li>${strings.notes[note]}</li>`)}
            <li>${fillWithCode(strings.givenAs, visibleText(steps.url.given))}</li>
          </ul>`
    }
    ${state.hidden ? html`<p class="quiet">${strings.hidden}</p>` : nothing}
    ${state.trusted ? nothing : html`<p class="note warning" id="untrusted">${strings.copyUntrusted}</p>`}
    ${refused === undefined ? nothing : html`<p class="note error" role="alert">${visibleText(refused)}</p>`}
  `;
}

function status({ state, strings, actions, mode }: PageModel): TemplateResult {
  const { view } = state;
  const count = changeCount(state, mode);
  if (count > 0) {
    return html`<span class="changed-mark"
        ><span class="codicon codicon-edit" aria-hidden="true"></span> ${
          count === 1 ? strings.changedOne : fill(strings.changed, count.toLocaleString())
        }</span
      >
      <button class="button plain" data-reset @click=${actions.resetAll}>${strings.resetAll}</button>`;
  }
  if (mode === 'passport') {
    return html`${strings.passportStatus}`;
  }
  return view.sent
    ? html`<span class="codicon codicon-check" aria-hidden="true"></span> ${strings.sent}`
    : html`<span class="codicon codicon-edit" aria-hidden="true"></span> ${strings.notSent}`;
}

/** Which of the two logins of a SOAP request is shown. */
function modeSwitch({ mode, strings, setMode }: PageModel): TemplateResult {
  const option = (value: PageModel['mode'], label: string) =>
    html`<label
      ><input type="radio" name="mode" ?checked=${mode === value} @change=${() => setMode(value)} /> ${label}</label
    >`;
  return html`<fieldset class="mode">
    <legend class="hidden-text">${strings.mode}</legend>
    ${option('passport', strings.modePassport)} ${option('header', strings.modeHeader)}
  </fieldset>`;
}

function realm(model: PageModel): TemplateResult {
  const { state, strings, actions, editing } = model;
  const { realm: text } = state.view.steps;
  const was = state.changes.realm;
  if (isEdited(editing, 'realm')) {
    return html`realm ${inPlace(editing, 'realm', model)}`;
  }
  return html`<span data-field="realm"
    >realm
    ${text === '' ? html`<span class="quiet">${strings.emptyValue}</span>` : html`<span class="code" data-target="realm">${visibleText(text)}</span>`}
    ${was === undefined ? nothing : wasText(was, 'realm', model)}
    ${iconButton('edit', fill(strings.change, 'realm'), () => actions.start({ text: 'realm' }, 'value'), state.trusted)}</span
  >`;
}

function request(model: PageModel): TemplateResult {
  const { state, strings, pieces, limit, showAll, editing, actions, lit } = model;
  const { steps } = state.view;
  const { changes } = state;
  return html`
    <div class="request code">
      ${
        isEdited(editing, 'method')
          ? inPlace(editing, strings.method, model)
          : html`<span class="with-tool" data-field="method"
              ><span class="method ${changes.method === undefined ? '' : 'changed'}" data-target="method"
                >${steps.method}</span
              >${changes.method === undefined ? nothing : wasText(changes.method, 'method', model)}${iconButton(
                'edit',
                fill(strings.change, strings.method),
                () => actions.start({ text: 'method' }, 'value'),
                state.trusted,
              )}</span
            >`
      }
      ${
        isEdited(editing, 'url')
          ? html`<div class="whole">${inPlace(editing, strings.requestLine, model)}</div>`
          : html`<div class="whole" data-field="url">
                ${pieceText(pieces.url, {
                  group: 'url',
                  label: strings.requestLine,
                  limit: limit === Infinity ? limit : Math.min(limit, 50),
                  changed: lit,
                  more: left =>
                    html`<button class="button plain" @click=${showAll}>
                      ${fill(strings.moreParameters, left.toLocaleString())}
                    </button>`,
                })}
                ${changes.uri === undefined ? nothing : wasText(changes.uri, 'url', model)}
              </div>
              ${iconButton('edit', fill(strings.change, 'URL'), () => actions.start({ text: 'url' }, 'value'), state.trusted)}
              ${copyButton(model, 'url', true)}`
      }
    </div>
  `;
}

function isEdited(editing: Editing | undefined, name: string): editing is Editing {
  return editing !== undefined && fieldKey(editing.field) === name;
}

function inPlace(editing: Editing, label: string, { actions }: PageModel): TemplateResult {
  return html`<span class="in-place"
    >${input(editing, 'value', label, actions)}${
      editing.problem === undefined ? nothing : problemNote(editing.problem)
    }</span
  >`;
}

function wasText(
  was: string,
  name: 'method' | 'url' | 'realm',
  { state, strings, actions }: PageModel,
): TemplateResult {
  const field: Field = { text: name };
  return html`<span class="was"
    ><span class="hidden-text">${strings.was} </span
    ><s>${was === '' ? strings.emptyValue : visibleText(was)}</s>${iconButton(
      'discard',
      fill(strings.reset, name === 'url' ? 'URL' : name === 'method' ? strings.method : 'realm'),
      () => actions.put(field, { name: '', value: state.original[name] }),
      true,
    )}</span
  >`;
}

/** A text whose `{0}` becomes a piece of code, its direction kept to itself. */
function fillWithCode(text: string, code: string): TemplateResult {
  const [before = '', after = ''] = text.split('{0}');
  return html`${before}<span class="code">${code}</span>${after}`;
}

/** The title of a step with its number, what it is about, and what can be done with it. */
export function stepTitle(number: number, title: string, help: string, action: unknown = nothing): TemplateResult {
  return html`
    <div class="title">
      <h2><span class="number">${number}</span> ${title}</h2>
      ${action}
    </div>
    <p class="quiet">${help}</p>
  `;
}

/** What the colours mean. */
export function legend(strings: SignatureStrings, hasChanges: boolean): TemplateResult {
  return html`<ul class="legend">
    <li><span class="swatch method" aria-hidden="true"></span>${strings.legendMethod}</li>
    <li><span class="swatch uri" aria-hidden="true"></span>${strings.legendUri}</li>
    <li>
      <span class="swatches" aria-hidden="true"
        ><span class="swatch query"></span><span class="swatch form"></span><span class="swatch oauth"></span
        ><span class="swatch header"></span></span
      >${strings.legendParameters}
    </li>
    <li><span class="code doubled" aria-hidden="true">%25</span>${strings.legendDoubled}</li>
    ${hasChanges ? html`<li><span class="swatch is-changed" aria-hidden="true"></span>${strings.legendChanged}</li>` : nothing}
  </ul>`;
}
