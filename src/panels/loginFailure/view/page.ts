import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '../../shared/visibleText.ts';
import type { FactView, LoginFailureState, LoginFailureStrings } from '../messages.ts';
import { causes } from './causes.ts';
import { evidence, firstOffer } from './evidence.ts';

/** What the page is made from. */
export interface LoginFailurePage {
  readonly state: LoginFailureState;
  readonly strings: LoginFailureStrings;
  /** Why the last thing asked for was refused. */
  readonly refused: string | undefined;
  readonly copied: boolean;
  readonly pasted: string;
  readonly isOpen: (code: string, index: number) => boolean;
  readonly toggle: (code: string, isOpen: boolean) => void;
  readonly type: (text: string) => void;
  readonly readAudit: () => void;
  readonly pasteAudit: () => void;
  readonly probe: () => void;
  readonly cancel: () => void;
  readonly correctClock: (correct: boolean) => void;
  readonly resend: () => void;
  readonly openPlace: (code: string) => void;
  readonly openSource: (code: string) => void;
  readonly copyReport: () => void;
}

/** What failed on top, then why, then what can be found out further. */
export function page(model: LoginFailurePage): TemplateResult {
  const { state, strings, refused } = model;
  const { subject, failure, trusted } = state;
  return html`
    <main>
      <header>
        <h1>${strings.title}</h1>
        <p class="subject">${visibleText(subject.title)}</p>
        <dl class="facts">${subject.facts.map(fact)}</dl>
        ${subject.remark === '' ? nothing : html`<p class="quiet">${subject.remark}</p>`}
      </header>
      ${trusted ? nothing : html`<p class="note warning">${strings.untrusted}</p>`}
      ${refused === undefined ? nothing : html`<p class="note error" role="alert">${visibleText(refused)}</p>`}
      ${failure === undefined ? nothing : html`<p class="note error">${visibleText(failure)}</p>`} ${firstOffer(model)}
      ${causes(model)} ${evidence(model)}
      <p class="last">
        <button class="button" @click=${model.copyReport}>
          <span class="codicon codicon-${model.copied ? 'check' : 'output'}" aria-hidden="true"></span
          >${strings.copyReport}
        </button>
      </p>
    </main>
  `;
}

function fact({ name, value, isCode }: FactView): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd class=${isCode ? 'code' : ''}>${visibleText(value)}</dd>
  </div>`;
}
