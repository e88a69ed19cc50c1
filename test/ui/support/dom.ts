// As much of a page's own types as the functions evaluated in it need; the tests themselves are compiled for Node.

export type PageElement = {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  getBoundingClientRect(): { readonly top: number; readonly left: number };
  checkVisibility(options: { readonly visibilityProperty: boolean }): boolean;
};

export type PageGlobals = {
  readonly navigator: {
    readonly clipboard: { writeText(text: string): Promise<void>; readText(): Promise<string> };
  };
};
