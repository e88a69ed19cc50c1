import { css } from 'lit';

/** Boxes to write in and what stands in them, as VS Code draws its own. */
export const fieldStyles = css`
  .field {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    min-width: 0;
    max-width: 100%;
    padding-inline-end: 2px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
  }
  .field:focus-within {
    border-color: var(--vscode-focusBorder);
  }
  .field input {
    flex: 1 1 14ch;
    width: 18ch;
    min-width: 8ch;
    height: 24px;
    padding: 2px 6px;
    border: 0;
    background: transparent;
    color: inherit;
    font: inherit;
    outline: none;
  }
  .field input.wide {
    width: 26ch;
  }
  .field input::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 22px;
    height: 22px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 3px;
    background: transparent;
    color: inherit;
    cursor: pointer;
  }
  .toggle:hover {
    background: var(--vscode-inputOption-hoverBackground);
  }
  .toggle[aria-pressed='true'] {
    border-color: var(--vscode-inputOption-activeBorder, transparent);
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground, inherit);
  }
  .toggle:disabled {
    opacity: 0.5;
    cursor: default;
  }
  select {
    min-height: 26px;
    max-width: 100%;
    padding: 2px 4px;
    border: 1px solid var(--vscode-dropdown-border, transparent);
    border-radius: 4px;
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
    font: inherit;
  }
`;
