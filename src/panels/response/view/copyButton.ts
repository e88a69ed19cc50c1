import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { ViewContext } from './context.ts';

/** Copies a text. Its words are seen, or only spoken; `spoken` says more where several look alike. */
export function copyButton(
  label: string,
  text: string,
  { call, act, strings }: ViewContext,
  worded: boolean,
  spoken = label,
): TemplateResult {
  const copy = (): void => act(call('copyText', { text }), strings.copied);
  return html`<vscode-toolbar-button icon="copy" label=${spoken} title=${worded ? nothing : label} @click=${copy}
    >${worded ? label : nothing}</vscode-toolbar-button
  >`;
}
