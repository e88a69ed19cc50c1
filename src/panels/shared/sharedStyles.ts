import { css } from 'lit';

/**
 * What all panels look like: VS Code's own colours and fonts on a 4px rhythm. For lit components
 * (`static styles = [sharedStyles, …]`); page.css does the same for the page around them.
 */
export const sharedStyles = css`
  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.4;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  p {
    margin: 0;
  }
  [hidden] {
    display: none !important;
  }

  /* Shown to screen readers only. */
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }

  /* Text from outside: editor font, its direction kept to itself. */
  .code {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: var(--vscode-editor-font-size, 13px);
    font-weight: var(--vscode-editor-font-weight, normal);
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
    tab-size: 4;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }

  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-height: 26px;
    padding: 2px 8px;
    border: 1px solid var(--vscode-button-border, transparent);
    border-radius: 4px;
    background: var(--vscode-button-secondaryBackground);
    color: var(--vscode-button-secondaryForeground);
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .button:hover {
    background: var(--vscode-button-secondaryHoverBackground);
  }
  .button.primary {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
  }
  .button.primary:hover {
    background: var(--vscode-button-hoverBackground);
  }
  .button.plain {
    border-color: transparent;
    background: transparent;
    color: var(--vscode-textLink-foreground);
  }
  .button.plain:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .button:focus-visible {
    outline-offset: 2px;
  }
  .button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .codicon {
    font: normal normal normal 16px/1 codicon;
    display: inline-block;
    text-decoration: none;
    text-rendering: auto;
    text-align: center;
    user-select: none;
  }

  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    padding: 4px 12px 4px 0;
    text-align: start;
    vertical-align: top;
  }
  th {
    font-weight: 600;
  }

  /* A remark beside what it is about; its words carry the meaning, the edge only underlines it. */
  .note {
    padding: 8px 12px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-inline-start: 3px solid var(--vscode-focusBorder);
    background: var(--vscode-textBlockQuote-background);
    overflow-wrap: anywhere;
  }
  .note.error {
    border-inline-start-color: var(--vscode-errorForeground);
  }
  .note.warning {
    border-inline-start-color: var(--vscode-editorWarning-foreground);
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
