import { css } from 'lit';
import { toolbarStyles } from './toolbarStyles.ts';

/** The response panel's own looks. */
export const responseStyles = [
  toolbarStyles,
  css`
    :host {
      display: block;
      height: 100%;
    }
    main {
      display: flex;
      flex-direction: column;
      height: 100%;
      overflow: auto;
    }
    header {
      flex: none;
      display: flex;
      flex-direction: column;
      gap: 8px;
      padding: 8px 16px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 16px;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      margin: 0;
      font-variant-numeric: tabular-nums;
    }
    dd {
      margin: 0;
    }
    .status {
      display: flex;
      align-items: center;
      gap: 4px;
      font-size: 1.15em;
    }
    .status vscode-icon {
      --vscode-icon-foreground: currentColor;
      color: inherit;
    }
    .status.good {
      color: var(--vscode-testing-iconPassed, var(--vscode-foreground));
    }
    .status.warning {
      color: var(--vscode-editorWarning-foreground, var(--vscode-foreground));
    }
    .status.bad {
      color: var(--vscode-errorForeground);
    }
    .status strong {
      color: var(--vscode-foreground);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px;
    }
    h1 {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      font-weight: normal;
      overflow-wrap: anywhere;
      unicode-bidi: isolate;
    }
    .method,
    .title {
      font-weight: 600;
    }
    .note h2 {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .note dl {
      margin: 4px 0 0;
    }
    .note dt {
      margin-top: 4px;
      color: var(--vscode-descriptionForeground);
    }
    .message {
      white-space: pre-wrap;
      unicode-bidi: plaintext;
      overflow-wrap: anywhere;
    }
    .lead {
      font-weight: 600;
    }
    .note ul,
    .stack {
      margin: 4px 0 0;
      padding-inline-start: 20px;
    }
    .stack {
      list-style: none;
      padding-inline-start: 12px;
    }
    .checks ul {
      padding-inline-start: 0;
      list-style: none;
    }
    .checks li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 6px;
      align-items: baseline;
    }
    .checks .good vscode-icon {
      color: var(--vscode-testing-iconPassed);
    }
    .checks .bad vscode-icon {
      color: var(--vscode-testing-iconFailed);
    }
    summary {
      cursor: pointer;
    }

    .tabs {
      flex: none;
      display: flex;
      flex-wrap: wrap;
      gap: 0 4px;
      padding: 0 12px;
      border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    }
    .tab {
      padding: 6px 8px;
      border: 0;
      border-bottom: 2px solid transparent;
      background: transparent;
      color: var(--vscode-panelTitle-inactiveForeground, inherit);
      font: inherit;
      cursor: pointer;
    }
    .tab:hover {
      color: var(--vscode-panelTitle-activeForeground, inherit);
    }
    .tab[aria-selected='true'] {
      border-bottom-color: var(--vscode-panelTitle-activeBorder, currentColor);
      color: var(--vscode-panelTitle-activeForeground, inherit);
    }

    .panel {
      flex: 1 1 0;
      min-height: 200px;
      overflow: auto;
    }
    .panel.list {
      overflow: hidden;
    }
    .body {
      display: flex;
      flex-direction: column;
      height: 100%;
    }
    .body > .note {
      flex: none;
      margin: 8px 16px 0;
    }
    .fills {
      flex: 1 1 0;
      min-height: 120px;
    }
    .with-button {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 16px;
    }
    .link {
      padding: 0;
      border: 0;
      background: transparent;
      color: var(--vscode-textLink-foreground);
      font: inherit;
      text-align: start;
      text-decoration: underline;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .link:hover {
      color: var(--vscode-textLink-activeForeground);
    }

    .page {
      display: flex;
      flex-direction: column;
      gap: 16px;
      padding: 12px 16px;
    }
    .heading {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 16px;
      margin-bottom: 4px;
    }
    .headers tr + tr > * {
      border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    }
    .headers th {
      width: 30%;
      min-width: 100px;
      font-weight: normal;
      color: var(--vscode-debugTokenExpression-name, inherit);
    }
    .headers .copy {
      width: 28px;
      padding: 0;
      text-align: end;
    }
    pre {
      margin: 0;
      padding: 8px 12px;
      max-height: 60vh;
      overflow: auto;
      background: var(--vscode-textCodeBlock-background);
      white-space: pre-wrap;
      unicode-bidi: plaintext;
    }
    .log-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
    }
    .log-head label {
      display: flex;
      align-items: center;
      gap: 6px;
    }
    .entries {
      display: flex;
      flex-direction: column;
      gap: 12px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .entries h2 {
      display: flex;
      align-items: center;
      gap: 6px;
      overflow-wrap: anywhere;
    }
    .entries .error vscode-icon,
    .entries .emergency vscode-icon {
      color: var(--vscode-errorForeground);
    }
    .timing th {
      font-weight: normal;
    }
    .timing thead th {
      color: var(--vscode-descriptionForeground);
    }
    .timing .total > * {
      font-weight: 600;
    }
    .timing .amount {
      text-align: end;
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
    .timing .share {
      width: 50%;
      vertical-align: middle;
      padding-inline-end: 0;
    }
    .bar .rail {
      fill: var(--vscode-panel-border, var(--vscode-contrastBorder, currentColor));
    }
    .bar .span {
      fill: var(--vscode-progressBar-background, currentColor);
    }
    .pairs {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 4px 16px;
      margin: 0;
    }
    .pairs dt {
      color: var(--vscode-descriptionForeground);
    }

    .said {
      position: fixed;
      inset-block-end: 12px;
      inset-inline-end: 16px;
      z-index: 1;
      max-width: calc(100% - 32px);
      padding: 4px 12px;
      border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
      border-radius: 4px;
      background: var(--vscode-editorWidget-background, var(--vscode-editor-background));
      color: var(--vscode-editorWidget-foreground, inherit);
      overflow-wrap: anywhere;
    }

    .running,
    .empty {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 8px;
      height: 100%;
      min-height: 160px;
      padding: 16px;
      text-align: center;
      overflow-wrap: anywhere;
    }
    .running {
      position: relative;
      font-variant-numeric: tabular-nums;
    }
    .preview {
      align-self: stretch;
      flex: 1 1 0;
      min-height: 0;
      margin: 8px 0 0;
      padding: 8px 12px;
      overflow: auto;
      text-align: start;
      white-space: pre;
    }
    .progress {
      position: absolute;
      top: 0;
      inset-inline: 0;
      height: 2px;
      overflow: hidden;
    }
    .part {
      width: min(320px, 80%);
      height: 4px;
      border: 0;
      background: var(--vscode-panel-border, transparent);
      accent-color: var(--vscode-progressBar-background);
    }
    .part::-webkit-progress-bar {
      background: var(--vscode-panel-border, transparent);
    }
    .part::-webkit-progress-value {
      background: var(--vscode-progressBar-background, currentColor);
    }
    .progress::before {
      content: '';
      display: block;
      width: 30%;
      height: 100%;
      background: var(--vscode-progressBar-background, currentColor);
      animation: pass 1.6s ease-in-out infinite;
    }
    @keyframes pass {
      from {
        transform: translateX(-100%);
      }
      to {
        transform: translateX(433%);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .progress::before {
        width: 100%;
      }
    }
    @media (max-width: 420px) {
      header {
        padding: 8px;
      }
      .page {
        padding: 8px;
      }
      .tabs {
        padding: 0 4px;
        gap: 0;
      }
      .tab {
        padding: 6px 4px;
      }
      .headers th {
        width: auto;
      }
      .timing .share {
        display: none;
      }
      .headers tr {
        display: grid;
        grid-template-columns: 1fr 28px;
      }
      .headers th,
      .headers td {
        grid-column: 1;
      }
      .headers .copy {
        grid-column: 2;
        grid-row: 1 / span 2;
      }
      .headers tr + tr > td {
        border-top: 0;
      }
    }
  `,
];
