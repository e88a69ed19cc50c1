import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { side } from '../../shared/sides.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { ComparisonView, SignatureStrings } from '../messages.ts';

/** What the section is made from. */
export interface ComparisonModel {
  readonly comparison: ComparisonView | undefined;
  /** What is in the box, ahead of what was compared. */
  readonly pasted: string;
  readonly strings: SignatureStrings;
  readonly help: string;
  readonly trusted: boolean;
  readonly compare: (text: string) => void;
  readonly takeOver: (fresh: NonNullable<ComparisonView['fresh']>) => void;
}

/** A box for a header or base string of another program, and how it differs: in words first, then character by character. */
export function comparisonSection(model: ComparisonModel): TemplateResult {
  const { comparison, pasted, strings, help } = model;
  return html`
    <textarea
      id="pasted"
      class="box code"
      rows="3"
      spellcheck="false"
      autocomplete="off"
      aria-label=${help}
      placeholder=${strings.comparePlaceholder}
      .value=${live(pasted)}
      @input=${(event: InputEvent) => model.compare((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${comparison ? outcome(comparison, model) : nothing}
  `;
}

function outcome(comparison: ComparisonView, { strings, trusted, takeOver }: ComparisonModel): TemplateResult {
  const { verdict, same, lines, fresh, mine, theirs, place } = comparison;
  return html`
    <p class="note verdict ${same ? '' : 'warning'}" id="verdict">
      <span class="codicon codicon-${same ? 'pass' : 'diff'}" aria-hidden="true"></span> ${visibleText(verdict)}
    </p>
    ${
      lines.length === 0
        ? nothing
        : html`<ul class="differences" aria-label=${strings.differences}>
            ${lines.map(
              line =>
                html`<li class=${line.quiet ? 'quiet' : ''}>
                  ${visibleText(line.text)}
                  ${
                    line.mine === undefined && line.theirs === undefined
                      ? nothing
                      : html`<dl>
                          ${pairLine(strings.theirs, line.theirs, strings)}${pairLine(strings.mine, line.mine, strings)}
                        </dl>`
                  }
                </li>`,
            )}
          </ul>`
    }
    ${
      fresh
        ? html`<p>
            <button
              class="button"
              aria-disabled=${trusted ? nothing : 'true'}
              aria-describedby=${trusted ? nothing : 'untrusted'}
              @click=${() => {
                if (trusted) {
                  takeOver(fresh);
                }
              }}
            >
              <span class="codicon codicon-arrow-swap" aria-hidden="true"></span>${strings.takeOver}
            </button>
          </p>`
        : nothing
    }
    ${
      mine && theirs
        ? html`<div class="sides">
            ${side(strings.theirs, theirs, strings.differsHere)}${side(strings.mine, mine, strings.differsHere)}
            ${place === '' ? nothing : html`<p class="quiet">${place}</p>`}
          </div>`
        : nothing
    }
  `;
}

function pairLine(label: string, text: string | undefined, strings: SignatureStrings): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd class="code">${text === undefined ? '–' : text === '' ? strings.emptyValue : visibleText(text)}</dd>
  </div>`;
}
