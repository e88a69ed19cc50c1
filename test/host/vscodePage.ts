// What a browser opens to see the served VS Code, and the settings that person starts with.
import { pathToFileURL } from 'node:url';

export type Settings = Readonly<Record<string, unknown>>;

/** No greetings, updates, telemetry, chat or git: nothing that moves by itself or reaches for the network. */
export const quietSettings: Settings = {
  // It tells of every server that a window starts.
  'remote.autoForwardPorts': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // A web workbench saves by itself unless told otherwise; on a desktop nothing is saved unasked.
  'files.autoSave': 'off',
  'git.enabled': false,
  // No question about trust: a folder is trusted or not as the server was started.
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Beside those, where nobody looks for long: without a graphics card each frame that is drawn costs the tests time. */
export const stillSettings: Settings = {
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.reduceMotion': 'on',
};

export type PageOptions = {
  readonly folder?: string;
  /** A file to show, once the window has no other. */
  readonly file?: string;
  /** Both are honoured only by a server that was started for a test run. */
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
};

/** The address to open; `authority` is host and port of the front. */
export function pageUrl(authority: string, page: PageOptions, connectionToken?: string): string {
  const url = new URL(`http://${authority}/`);
  if (connectionToken !== undefined) {
    url.searchParams.set('tkn', connectionToken);
  }
  if (page.folder !== undefined) {
    url.searchParams.set('folder', pathToFileURL(page.folder).pathname.replaceAll('%20', ' '));
  }
  const { file: openFile, extensionDevelopmentPath, extensionTestsPath } = page;
  const payload = Object.entries({ openFile, extensionDevelopmentPath, extensionTestsPath }).flatMap(([name, path]) =>
    path === undefined ? [] : [[name, `vscode-remote://${authority}${pathToFileURL(path).pathname}`]],
  );
  if (payload.length > 0) {
    url.searchParams.set('payload', JSON.stringify(payload));
  }
  return url.href;
}
