import * as vscode from 'vscode';

/**
 * A whole number of the settings. settings.json may hold anything: what is no number, or too small, counts as the usual
 * one, and what is too large as the largest.
 *
 * @param name without `netsuiteTba.`; bounds and usual are those that package.json tells
 */
export function numberSetting(name: string, usual: number, min: number, max: number): number {
  const value: unknown = vscode.workspace.getConfiguration('netsuiteTba').get(name, usual);
  return typeof value === 'number' && value >= min ? Math.floor(Math.min(value, max)) : usual;
}
