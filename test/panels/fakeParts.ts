import type { Uri } from './fakeVscode.ts';

/** Something that was done to the world. */
export interface Effect {
  readonly what: string;
  readonly args: readonly unknown[];
}

type Event = (listener: (value: unknown) => void) => { dispose(): unknown };

/** A webview panel without a page: what comes from it is given to `receive`, what goes to it comes to `posted`. */
export interface FakePanel {
  readonly viewType: string;
  title: string;
  readonly visible: boolean;
  readonly active: boolean;
  posted: (message: unknown) => void;
  readonly receive: (message: unknown) => void;
  readonly onDidDispose: Event;
  readonly onDidChangeViewState: Event;
  readonly reveal: () => void;
  readonly dispose: () => void;
  readonly webview: {
    html: string;
    options: object;
    readonly cspSource: string;
    readonly asWebviewUri: (uri: Uri) => string;
    readonly onDidReceiveMessage: Event;
    readonly postMessage: (message: unknown) => Promise<boolean>;
  };
}

export interface FakeMemento {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): Promise<undefined>;
}
