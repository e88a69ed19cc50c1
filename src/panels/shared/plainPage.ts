import './page.css';
import './controls.css';
import { sharedStyles } from './sharedStyles.ts';

/** The parts of a page that is drawn as a whole. */
export interface PlainPage {
  /** What is drawn goes here. */
  readonly root: HTMLElement;
  /** Its text is read out when it changes, and not seen. */
  readonly live: HTMLElement;
}

/** Sets up a page with the shared styles, for panels that are no components of lit. */
export function plainPage(className: string): PlainPage {
  const root = document.createElement('div');
  root.className = className;
  const live = document.createElement('div');
  live.className = 'hidden-text';
  live.setAttribute('role', 'status');
  document.body.append(root, live);
  if (sharedStyles.styleSheet) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sharedStyles.styleSheet];
  }
  return { root, live };
}
