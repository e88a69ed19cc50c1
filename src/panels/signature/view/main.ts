import { render } from 'lit';
import '../../shared/page.css';
import { savedView, saveView, webviewPort } from '../../shared/port.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import { connect, RpcFailure } from '../../rpc.ts';
import type { Copyable, SignatureContract, SignatureState, SignatureStrings } from '../messages.ts';
import { announcementOf } from './detail.ts';
import { fieldOfKey } from './drafts.ts';
import { Editor } from './editor.ts';
import { keepFocus } from './keepFocus.ts';
import { latest } from './latest.ts';
import { linkPieces } from './links.ts';
import '../../shared/controls.css';
import './edit.css';
import './main.css';
import { changedTargets, detail, page, piecesOf, type PageModel, type PagePieces } from './page.ts';

/** Beyond this many parameters the rest is shown when it is asked for: each has its element in five places. */
const LIMIT = 200;

interface SavedView {
  readonly showAll: boolean;
  readonly mode?: PageModel['mode'];
  /** Pixels; 0 where the part does not scroll by itself. */
  readonly scroll: { readonly page: number; readonly table: number; readonly steps: number };
}

const root = document.createElement('div');
root.className = 'signature-panel';
const live = document.createElement('div');
live.className = 'hidden-text';
live.setAttribute('role', 'status');
const content = document.createElement('div');
content.className = 'page';
const about = document.createElement('section');
about.className = 'detail';
root.append(content, about);
document.body.append(root, live);
if (sharedStyles.styleSheet) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sharedStyles.styleSheet];
}

let state: SignatureState | undefined;
let strings: SignatureStrings | undefined;
let pieces: PagePieces | undefined;
let copied: Copyable | undefined;
let refused: string | undefined;
let showAll = readSaved().showAll;
let mode = readSaved().mode ?? 'passport';
let pasted = '';
let copiedTimer: ReturnType<typeof setTimeout> | undefined;

const call = connect<SignatureContract>(webviewPort(), (next: SignatureState) => {
  editor.stop();
  pasted = next.comparison?.text ?? '';
  refused = undefined;
  take(next);
});
const links = linkPieces(root, (target, fromTable, byFocus) => {
  if (byFocus && target !== undefined && state && strings && modeOf(state) === 'header') {
    live.textContent = announcementOf(target, fromTable, state.view, strings);
  }
  drawDetail();
});
const editor = new Editor(root, {
  state: () => state,
  mode: () => (state ? modeOf(state) : 'header'),
  strings: () => strings,
  call,
  answered: next => {
    refused = undefined;
    take(next);
  },
  refused: message => {
    refused = message;
    draw();
  },
  redraw: draw,
  say: text => {
    live.textContent = text;
  },
});
const compare = latest(
  (text: string) => call('compare', { text, with: state ? modeOf(state) : 'header' }),
  (next, isLast) => {
    if (isLast) {
      live.textContent = next.comparison?.verdict ?? '';
    }
    take(next);
  },
  fail,
);

void call('ready', null).then(answer => {
  strings = answer.strings;
  pasted = answer.state.comparison?.text ?? '';
  take(answer.state);
  restoreScroll();
  document.addEventListener('scroll', keep, { capture: true, passive: true });
});

root.addEventListener('keydown', event => {
  const key =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-field]')?.dataset['field'] : undefined;
  const field = fieldOfKey(key);
  if (event.key === 'F2' && field && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    editor.start(field, 'value');
  }
});

function take(next: SignatureState): void {
  state = next;
  pieces = piecesOf(next.view);
  draw();
}

function modeOf({ passport }: SignatureState): PageModel['mode'] {
  return passport ? mode : 'header';
}

function draw(): void {
  if (!state || !strings || !pieces) {
    return;
  }
  const shownMode = modeOf(state);
  const model: PageModel = {
    state,
    strings,
    pieces,
    mode: shownMode,
    setMode: next => {
      editor.stop();
      mode = next;
      pasted = '';
      compare('');
      keep();
      draw();
    },
    limit: showAll ? Infinity : LIMIT,
    copied,
    refused,
    copy: what => void copy(what),
    showAll: expand,
    editing: editor.editing,
    actions: editor,
    lit: changedTargets(state, shownMode),
    pasted,
    compare: text => {
      pasted = text;
      compare(text);
    },
    takeOver: fresh => editor.takeOver(fresh),
  };
  editor.whileDrawing(() => keepFocus(() => render(page(model), content)));
  links.refresh();
  drawDetail();
}

function drawDetail(): void {
  if (state && strings) {
    about.setAttribute('aria-label', strings.detail);
    render(detail(links.current(), state, modeOf(state), strings), about);
  }
}

function expand(): void {
  // The button that had the focus goes; the focus goes to what comes in its place.
  const group = document.activeElement?.closest<HTMLElement>('[data-roving]')?.dataset['roving'] ?? 'table';
  const items = () => root.querySelectorAll<HTMLElement>(`[data-roving="${group}"] [data-target]`);
  const shown = items().length;
  showAll = true;
  draw();
  keep();
  items()[shown]?.focus();
}

async function copy(what: Copyable): Promise<void> {
  if (!state || !strings) {
    return;
  }
  clearTimeout(copiedTimer);
  try {
    await call('copy', { what });
    refused = undefined;
    copied = what;
    live.textContent = '';
    const warn = what === 'authorization' && state.view.sent && state.changes.count === 0;
    live.textContent = warn ? `${strings.copied} ${strings.nonceUsed}` : strings.copied;
    copiedTimer = setTimeout(() => {
      copied = undefined;
      draw();
    }, 2000);
    draw();
  } catch (error) {
    copied = undefined;
    fail(error);
  }
}

function fail(error: unknown): void {
  refused = error instanceof RpcFailure ? error.message : String(error);
  draw();
}

function scrollers(): { table: Element | null; steps: Element | null } {
  return {
    table: root.querySelector('[data-scroller="table"]'),
    steps: root.querySelector('[data-scroller="steps"]'),
  };
}

function keep(): void {
  const { table, steps } = scrollers();
  const scroll = { page: window.scrollY, table: table?.scrollTop ?? 0, steps: steps?.scrollTop ?? 0 };
  saveView({ showAll, mode, scroll } satisfies SavedView);
}

function restoreScroll(): void {
  const { scroll } = readSaved();
  const { table, steps } = scrollers();
  window.scrollTo(0, scroll.page);
  if (table) {
    table.scrollTop = scroll.table;
  }
  if (steps) {
    steps.scrollTop = scroll.steps;
  }
}

function readSaved(): SavedView {
  return (savedView() as SavedView | undefined) ?? { showAll: false, scroll: { page: 0, table: 0, steps: 0 } };
}
