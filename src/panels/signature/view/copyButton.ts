import { html, nothing, type TemplateResult } from 'lit';
import type { Copyable, SignatureState, SignatureStrings } from '../messages.ts';

/** What a copy button needs to know. */
export interface CopyModel {
  readonly state: SignatureState;
  readonly strings: SignatureStrings;
  /** What was copied last, for the button's tick. */
  readonly copied: Copyable | undefined;
  readonly copy: (what: Copyable) => void;
}

/** Copies a step; `small` leaves the words to the tooltip and the screen reader. */
export function copyButton({ state, strings, copied, copy }: CopyModel, what: Copyable, small = false): TemplateResult {
  const label = strings.copy[what];
  const icon = copied === what ? 'check' : what === 'report' ? 'output' : 'copy';
  // Not `disabled`: a button that cannot be focused cannot say why it does nothing.
  return html`<button
    class=${small ? 'icon' : 'button copy'}
    title=${small ? label : nothing}
    aria-label=${small ? label : nothing}
    aria-disabled=${state.trusted ? nothing : 'true'}
    aria-describedby=${state.trusted ? nothing : 'untrusted'}
    @click=${() => {
      if (state.trusted) {
        copy(what);
      }
    }}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>${small ? nothing : label}
  </button>`;
}
