import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pushSnapshot, serve, type Contract, type Handlers, type Port, type Takes } from '../panels/rpc.ts';
import { describeError } from './errorText.ts';

/** What every panel's host asks for. */
export interface PanelOptions<C extends Contract> {
  readonly extensionUri: vscode.Uri;
  /** `response`, `signature`, `doctor`, `loginFailure`, `token`, `guide` or `migration`: names the script dist/panels/<bundle>.js and the view type. */
  readonly bundle: string;
  readonly title: string;
  readonly preserveFocus: boolean;
  readonly handlers: Handlers<C>;
  /** What comes from the page is held against it. */
  readonly takes: Takes<C>;
  /** The panel of a window that was loaded again, instead of a new one. */
  readonly existing?: vscode.WebviewPanel;
  /** The page shows images that it is handed as bytes; none comes from anywhere else. */
  readonly showsImages?: boolean;
  /** VS Code's own search box, which finds what is in the page; not for pages that hold only what is in sight. */
  readonly find?: boolean;
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
  const content: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [resources] };
  const panel =
    options.existing ??
    vscode.window.createWebviewPanel(
      `netsuiteTba.${options.bundle}`,
      options.title,
      { viewColumn: columnForPanel(), preserveFocus: options.preserveFocus },
      { ...content, enableFindWidget: options.find ?? false },
    );
  if (options.existing) {
    panel.webview.options = content;
    panel.title = options.title;
  }
  const port: Port = {
    post: message => void panel.webview.postMessage(message),
    listen: handler => void panel.webview.onDidReceiveMessage(handler),
  };
  serve(port, options.handlers, describeError, options.takes);
  panel.webview.html = page(panel.webview, resources, options);
  return { panel, push: state => pushSnapshot(port, state) };
}

/** Beside the editor that one works in; a panel opened from a panel takes the same column, not yet another one. */
function columnForPanel(): vscode.ViewColumn {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const fromPanel = input instanceof vscode.TabInputWebview && input.viewType.includes('netsuiteTba.');
  return fromPanel ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

function page(
  webview: vscode.Webview,
  resources: vscode.Uri,
  { bundle, title, showsImages }: Pick<PanelOptions<Contract>, 'bundle' | 'title' | 'showsImages'>,
): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(resources, file)).toString();
  const policy = [
    "default-src 'none'",
    "connect-src 'none'",
    `font-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    ...(showsImages ? ['img-src blob:'] : []),
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
