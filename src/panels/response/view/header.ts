import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState } from '../messages.ts';
import type { ViewContext } from './context.ts';
import { openMenu } from './menus.ts';
import { remarks, statusLine } from './outcome.ts';

/** The head of the panel: how it went, what one can do, whose request it was, and what has to be said first. */
export function header(state: DoneState, context: ViewContext): TemplateResult {
  return html`<header>
    <div class="line">${statusLine(state, context)}${actions(state, context)}</div>
    <h1>
      <span class="code method">${visibleLine(state.request.method)}</span>
      <span class="title">${visibleLine(state.title)}</span>
      <span class="quiet">${visibleLine(state.accountLabel)}</span>
    </h1>
    ${remarks(state, context)}
  </header>`;
}

function actions(state: DoneState, { strings, call, act }: ViewContext): TemplateResult {
  const kind = state.response?.body?.kind;
  const readable = kind !== undefined && kind !== 'empty' && kind !== 'binary';
  const { pinned } = state;
  const pin = pinned ? strings.unpin : strings.pin;
  return html`<div class="actions" role="group" aria-label=${strings.actions}>
    <vscode-toolbar-button icon="debug-restart" @click=${() => act(call('resend', null))}
      >${strings.sendAgain}</vscode-toolbar-button
    >
    <vscode-toolbar-button icon="key" @click=${() => act(call('inspect', null))}
      >${state.isByToken ? strings.inspectToken : strings.inspect}</vscode-toolbar-button
    >
    ${
      readable
        ? html`<vscode-toolbar-button icon="go-to-file" @click=${() => act(call('openBody', null))}
            >${strings.openBody}</vscode-toolbar-button
          >`
        : nothing
    }
    <vscode-toolbar-button
      icon=${pinned ? 'pinned' : 'pin'}
      label=${pin}
      title=${pin}
      @click=${() => act(call('pin', { pinned: !pinned }))}
    ></vscode-toolbar-button>
    <vscode-toolbar-button
      class="more"
      icon="ellipsis"
      label=${strings.more}
      title=${strings.more}
      aria-haspopup="menu"
      @click=${(event: Event) => openMenu(event.currentTarget as Element)}
    ></vscode-toolbar-button>
  </div>`;
}
