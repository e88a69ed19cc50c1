import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { ComparisonView, SignatureState, SignatureStrings, SignatureView } from '../messages.ts';
import { compareWith, signatureText } from './commonSteps.ts';
import { copyButton, type CopyModel } from './copyButton.ts';
import { detailOf } from './detail.ts';
import type { Editing, EditActions } from './editing.ts';
import { heading, legend, stepTitle } from './heading.ts';
import { keyShape } from './keyShape.ts';
import { iconButton, parameterTable } from './parameterTable.ts';
import { passportDetail, passportSteps } from './passportPage.ts';
import { markDoubled, onePiece, pieceText } from './pieceText.ts';
import { authorizationPieces, baseStringPieces, joinedPieces, urlPieces, type Piece, type Target } from './pieces.ts';
import { parameterRows, passportRows } from './rows.ts';

/** What the page is made from. */
export interface PageModel extends CopyModel {
  readonly pieces: PagePieces;
  /** Which login is shown: only SOAP requests have two. */
  readonly mode: 'header' | 'passport';
  readonly setMode: (mode: 'header' | 'passport') => void;
  /** How many parameters are shown. */
  readonly limit: number;
  /** Why the last copy was refused. */
  readonly refused: string | undefined;
  readonly showAll: () => void;
  readonly editing: Editing | undefined;
  readonly actions: EditActions;
  /** What came out otherwise than at first. */
  readonly lit: ReadonlySet<Target>;
  readonly pasted: string;
  readonly compare: (text: string) => void;
  readonly takeOver: (fresh: NonNullable<ComparisonView['fresh']>) => void;
}

/** The texts of a signature in pieces, made once for each snapshot. */
export interface PagePieces {
  readonly url: readonly Piece[];
  readonly joined: readonly Piece[];
  readonly base: readonly Piece[];
  readonly authorization: readonly Piece[];
}

/** Cuts the texts of a signature. */
export function piecesOf({ steps }: SignatureView): PagePieces {
  return {
    url: urlPieces(steps),
    joined: joinedPieces(steps),
    base: baseStringPieces(steps),
    authorization: authorizationPieces(steps),
  };
}

/** What came out otherwise than at first. */
export function changedTargets({ changes, passport }: SignatureState, mode: PageModel['mode']): ReadonlySet<Target> {
  if (mode === 'passport') {
    const rows = passport?.steps.fields.flatMap(({ name, value }, row): Target[] =>
      passport.original[name] === value ? [] : [`row:${row}`],
    );
    return new Set([...(rows ?? []), ...(rows && rows.length > 0 ? (['signature'] as const) : [])]);
  }
  return new Set<Target>([
    ...(changes.method === undefined ? [] : (['method'] as const)),
    ...(changes.uri === undefined ? [] : (['uri'] as const)),
    ...(changes.realm === undefined ? [] : (['realm'] as const)),
    ...(changes.signature ? (['signature'] as const) : []),
    ...changes.rows.flatMap((change, row): Target[] => (change ? [`row:${row}`] : [])),
  ]);
}

/** The whole panel: what was signed on top, the parameters beside the steps. */
export function page(model: PageModel): TemplateResult {
  const { passport } = model.state;
  return html`
    <header>${heading(model)}</header>
    <main>${model.mode === 'passport' && passport ? passportSteps(model, passport) : headerSteps(model)}</main>
  `;
}

function headerSteps(model: PageModel): TemplateResult {
  const { strings, state, pieces, lit } = model;
  const { steps } = state.view;
  const more = (left: number) =>
    html`<button class="button plain" @click=${model.showAll}>
      ${fill(strings.moreParameters, left.toLocaleString())}
    </button>`;
  const text = { limit: model.limit, changed: lit, more };
  return html`
    <div class="left" data-scroller="table">
      <section>
        ${stepTitle(1, strings.parameters, strings.parametersHelp, copyButton(model, 'parameters', true))}
        ${table(model)}
      </section>
      <section>
        ${stepTitle(2, strings.joined, strings.joinedHelp, copyButton(model, 'joined', true))}
        ${pieceText(pieces.joined, { group: 'joined', label: strings.joined, ...text })}
      </section>
    </div>
    <div class="right" data-scroller="steps">
      <section>
        ${stepTitle(3, strings.baseString, strings.baseStringHelp, copyButton(model, 'baseString'))}
        ${legend(strings, lit.size > 0)}
        ${pieceText(pieces.base, { group: 'base', label: strings.baseString, doubled: true, ...text })}
      </section>
      <section>${stepTitle(4, strings.key, strings.keyHelp)} ${keyShape(steps.key, strings)}</section>
      <section>
        ${stepTitle(5, strings.signature, strings.signatureHelp, copyButton(model, 'signature', true))}
        ${signatureText(steps.signature, lit)}
      </section>
      <section>
        ${stepTitle(6, strings.authorization, strings.authorizationHelp, copyButton(model, 'authorization'))}
        <p class="quiet">${state.view.sent && state.changes.count === 0 ? strings.nonceUsed : strings.nonceOnce}</p>
        ${authorization(model)}
      </section>
      <section>${compareWith(model, 7, strings.compareHelp)}</section>
    </div>
  `;
}

function table(model: PageModel): TemplateResult {
  const { strings, state, limit, editing, actions } = model;
  const rows = parameterRows(state, strings);
  const count = rows.length;
  const { removed } = state.changes;
  return html`
    ${parameterTable(rows, { limit, label: strings.parameters, strings, editing, actions, trusted: state.trusted })}
    ${
      removed.length === 0
        ? nothing
        : html`<ul class="removed" aria-label=${strings.removed}>
            ${removed.map(
              ({ name, value, source }) =>
                html`<li>
                  <span class="hidden-text">${strings.removed} </span
                  ><s class="code">${visibleText(`${name}=${value}`)}</s>
                  <span class="quiet">${strings.sources[source]}</span>
                  ${iconButton('discard', fill(strings.reset, name), () => actions.add(source, { name, value }), true)}
                </li>`,
            )}
          </ul>`
    }
    ${
      count > limit
        ? html`<p class="capped">
            ${fill(strings.shownOf, limit.toLocaleString(), count.toLocaleString())}
            <button class="button" @click=${model.showAll}>${fill(strings.showAll, count.toLocaleString())}</button>
          </p>`
        : nothing
    }
    <p>
      <button
        class="button plain"
        aria-disabled=${state.trusted ? nothing : 'true'}
        aria-describedby=${state.trusted ? nothing : 'untrusted'}
        @click=${() => {
          if (state.trusted) {
            actions.add('query', undefined);
          }
        }}
      >
        <span class="codicon codicon-add" aria-hidden="true"></span>${strings.addParameter}
      </button>
    </p>
  `;
}

function authorization({ pieces, strings, lit }: PageModel): TemplateResult {
  const remark = (piece: Piece) =>
    piece.target === 'realm'
      ? html` <span class="remark">${strings.sentNotSigned}</span>`
      : piece.target === 'signature'
        ? html` <span class="remark">${strings.notInBaseString}</span>`
        : nothing;
  const all = pieces.authorization;
  // One line for each parameter: a piece with the divider after it.
  const lines = all.flatMap((piece, index) => {
    if (piece.runs.length === 1) {
      return [];
    }
    const next = all[index + 1];
    return [
      html`<div class="line">
        ${onePiece(piece, false, lit)}${next ? onePiece(next, false, lit) : nothing}${remark(piece)}
      </div>`,
    ];
  });
  return html`<div class="code text" role="group" aria-label=${strings.authorization} data-roving="header">
    <div><span class="quiet">Authorization: </span>OAuth</div>
    ${lines}
  </div>`;
}

/** What is said about the piece that is looked at; rendered by itself, for it changes with every move. */
export function detail(
  looking: Target | undefined,
  state: SignatureState,
  mode: PageModel['mode'],
  strings: SignatureStrings,
): TemplateResult {
  if (looking === undefined) {
    return html`<p class="quiet">${strings.hint}</p>`;
  }
  const {
    heading: title,
    forms,
    note,
  } = mode === 'passport' && state.passport
    ? passportDetail(looking, passportRows(state.passport, strings), strings)
    : detailOf(looking, state.view, strings);
  return html`
    <div class="about">
      <h3>${visibleText(title)}</h3>
      <p class="quiet">${note}</p>
    </div>
    ${
      forms.length === 0
        ? nothing
        : html`<dl>
            ${forms.map(
              form =>
                html`<dt>${form.label}</dt>
                  <dd class="code">${form.doubled ? markDoubled(form.text) : visibleText(form.text)}</dd>`,
            )}
          </dl>`
    }
  `;
}
