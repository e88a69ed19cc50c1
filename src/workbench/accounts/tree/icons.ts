import * as vscode from 'vscode';
import { tokenState } from '../../../accounts/tokenState.ts';
import type { TokenRecord } from '../../../accounts/records.ts';
import type { Environment } from './environment.ts';

/** A kind of account has a shape and a colour of its own, so that neither is needed to tell them apart. */
export function accountIcon(environment: Environment): vscode.ThemeIcon {
  switch (environment) {
    case 'production':
    case 'unknown':
      return new vscode.ThemeIcon('organization', warningColour());
    case 'sandbox':
      return new vscode.ThemeIcon('beaker', new vscode.ThemeColor('charts.blue'));
    case 'release-preview':
      return new vscode.ThemeIcon('eye', new vscode.ThemeColor('charts.purple'));
    case 'test-drive':
      return new vscode.ThemeIcon('dashboard', new vscode.ThemeColor('charts.green'));
    case 'practice':
      return new vscode.ThemeIcon('mortar-board');
  }
}

export function tokenIcon(token: TokenRecord, active: boolean, missing: boolean): vscode.ThemeIcon {
  const state = tokenState(token);
  if (state === 'revoked') {
    return new vscode.ThemeIcon('circle-slash');
  }
  if (missing || state === 'fails') {
    return warningIcon();
  }
  return active
    ? new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('charts.green'))
    : new vscode.ThemeIcon('key');
}

export function warningIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('warning', warningColour());
}

/**
 * The colour that lists use has no value in the high contrast themes, and that of editors is too pale for the light
 * theme's side bar (2.9 to 1, where icons need 3).
 */
function warningColour(): vscode.ThemeColor {
  const { HighContrast, HighContrastLight } = vscode.ColorThemeKind;
  const isHighContrast = [HighContrast, HighContrastLight].includes(vscode.window.activeColorTheme.kind);
  return new vscode.ThemeColor(isHighContrast ? 'editorWarning.foreground' : 'list.warningForeground');
}
