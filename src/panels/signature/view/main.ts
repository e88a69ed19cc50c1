import { render } from 'lit';
import '../../shared/page.css';
import { savedView, saveView, webviewPort } from '../../shared/port.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import { connect, RpcFailure } from '../../rpc.ts';
import type { Copyable, SignatureContract, SignatureState, SignatureStrings } from '../messages.ts';
import { announcementOf } from './detail.ts';
import { linkPieces } from './links.ts';
import './main.css';
import { detail, page, piecesOf, type PagePieces } from './page.ts';

/** Beyond this many parameters the rest is shown when it is asked for: each has its element in five places. */
const LIMIT = 200;

interface SavedView {
  readonly showAll: boolean;
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
let copiedTimer: ReturnType<typeof setTimeout> | undefined;

const call = connect<SignatureContract>(webviewPort(), take);
const links = linkPieces(root, (target, fromTable, byFocus) => {
  if (byFocus && target !== undefined && state && strings) {
    live.textContent = announcementOf(target, fromTable, state.view, strings);
  }
  drawDetail();
});

void call('ready', null).then(answer => {
  strings = answer.strings;
  take(answer.state);
  restoreScroll();
  document.addEventListener('scroll', keep, { capture: true, passive: true });
});

function take(next: SignatureState): void {
  state = next;
  pieces = piecesOf(next.view);
  refused = undefined;
  draw();
}

function draw(): void {
  if (!state || !strings || !pieces) {
    return;
  }
  const limit = showAll ? Infinity : LIMIT;
  const copyNow = (what: Copyable) => void copy(what);
  render(page({ state, strings, pieces, limit, copied, refused, copy: copyNow, showAll: expand }), content);
  links.refresh();
  drawDetail();
}

function drawDetail(): void {
  if (state && strings) {
    about.setAttribute('aria-label', strings.detail);
    render(detail(links.current(), state.view, strings), about);
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
    const warn = what === 'authorization' && state.view.sent;
    live.textContent = warn ? `${strings.copied} ${strings.nonceUsed}` : strings.copied;
    copiedTimer = setTimeout(() => {
      copied = undefined;
      draw();
    }, 2000);
  } catch (error) {
    copied = undefined;
    refused = error instanceof RpcFailure ? error.message : String(error);
  }
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
  saveView({ showAll, scroll } satisfies SavedView);
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
