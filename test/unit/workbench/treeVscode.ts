/** Of the module vscode, what the trees need; for `vi.mock('vscode', () => import('../treeVscode.ts'))`. */
export const l10n = {
  t: (message: string, ...values: unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};
export const env = { language: 'en' };
export const window = { activeColorTheme: { kind: 1 } };
export const ColorThemeKind = { HighContrast: 3, HighContrastLight: 4 };
export const ThemeColor = Object;
export class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}
export class EventEmitter {
  readonly #listeners: ((value: unknown) => void)[] = [];
  readonly event = (listener: (value: unknown) => void) => void this.#listeners.push(listener);
  readonly fire = (value: unknown) => this.#listeners.forEach(listener => listener(value));
}
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}
