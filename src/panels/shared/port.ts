import type { Port } from '../rpc.ts';

/** What VS Code gives a webview, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

let acquired: VsCodeApi | undefined;

function api(): VsCodeApi {
  acquired ??= acquireVsCodeApi();
  return acquired;
}

/** The panel's end of the channel to its host. */
export function webviewPort(): Port {
  return {
    post: message => {
      api().postMessage(message);
    },
    listen: handler => {
      window.addEventListener('message', event => {
        handler(event.data);
      });
    },
  };
}

/** What the panel looked like when it was last shown (chosen tab, folded rows, scroll), or undefined. */
export function savedView(): unknown {
  return api().getState();
}

/** Keeps what the panel looks like for the next time it is shown; plain data only. */
export function saveView(view: unknown): void {
  api().setState(view);
}
