import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pushSnapshot, serve, type Contract, type Handlers, type Port } from '../panels/rpc.ts';
import { describeError } from './errorText.ts';

/** What every panel's host asks for. */
export interface PanelOptions<C extends Contract> {
  readonly extensionUri: vscode.Uri;
  /** `response` or `signature`: names the script dist/panels/<bundle>.js and the view type. */
  readonly bundle: string;
  readonly title: string;
  readonly preserveFocus: boolean;
  readonly handlers: Handlers<C>;
}

/** A live webview panel with its typed channel. */
export interface PanelHandle {
  readonly panel: vscode.WebviewPanel;
  /** Sends the whole state. */
  push(state: unknown): void;
}

/** Opens a webview panel under the project's one content security policy. */
export function openPanel<C extends Contract>(options: PanelOptions<C>): PanelHandle {
  const resources = vscode.Uri.joinPath(options.extensionUri, 'dist', 'panels');
  const panel = vscode.window.createWebviewPanel(
    `netsuiteTba.${options.bundle}`,
    options.title,
    { viewColumn: columnForPanel(), preserveFocus: options.preserveFocus },
    { enableScripts: true, localResourceRoots: [resources], enableFindWidget: true },
  );
  const port: Port = {
    post: message => void panel.webview.postMessage(message),
    listen: handler => void panel.webview.onDidReceiveMessage(handler),
  };
  serve(port, options.handlers, describeError);
  panel.webview.html = page(panel.webview, resources, options.bundle, options.title);
  return { panel, push: state => pushSnapshot(port, state) };
}

/** Beside the editor that one works in; a panel opened from a panel takes the same column, not yet another one. */
function columnForPanel(): vscode.ViewColumn {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const fromPanel = input instanceof vscode.TabInputWebview && input.viewType.includes('netsuiteTba.');
  return fromPanel ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

function page(webview: vscode.Webview, resources: vscode.Uri, bundle: string, title: string): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(resources, file)).toString();
  const policy = [
    "default-src 'none'",
    "connect-src 'none'",
    `font-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${uri('codicon.css')}">
<link rel="stylesheet" href="${uri(`${bundle}.css`)}">
</head>
<body>
<script type="module" nonce="${nonce}" src="${uri(`${bundle}.js`)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
