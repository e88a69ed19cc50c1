/** Of the module vscode, what the trees need; for `vi.mock('vscode', () => import('../treeVscode.ts'))` and for test/fuzz. */
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
export class MarkdownString {
  value = '';
  appendText(text: string): this {
    this.value += text;
    return this;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}
export const Disposable = {
  from: (...all: readonly { dispose(): void }[]) => ({ dispose: () => all.forEach(each => each.dispose()) }),
};
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}
