import { html, nothing, type TemplateResult } from 'lit';
import type { SecretShape } from '../../../tba/secretShape.ts';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { Copyable, SignatureState, SignatureStrings, SignatureView } from '../messages.ts';
import { detailOf } from './detail.ts';
import { heading } from './heading.ts';
import { parameterTable } from './parameterTable.ts';
import { markDoubled, onePiece, pieceText } from './pieceText.ts';
import { authorizationPieces, baseStringPieces, joinedPieces, urlPieces, type Piece, type Target } from './pieces.ts';

/** What the page is made from. */
export interface PageModel {
  readonly state: SignatureState;
  readonly strings: SignatureStrings;
  readonly pieces: PagePieces;
  /** How many parameters are shown. */
  readonly limit: number;
  /** What was copied last, for the button's tick. */
  readonly copied: Copyable | undefined;
  /** Why the last copy was refused. */
  readonly refused: string | undefined;
  readonly copy: (what: Copyable) => void;
  readonly showAll: () => void;
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

/** The whole panel: what was signed on top, the parameters beside the steps. */
export function page(model: PageModel): TemplateResult {
  const { strings } = model;
  const { steps } = model.state.view;
  const count = steps.parameters.length;
  const more = (left: number) =>
    html`<button class="button plain" @click=${model.showAll}>
      ${fill(strings.moreParameters, left.toLocaleString())}
    </button>`;
  const text = { limit: model.limit, more };
  return html`
    <header>${heading(model)}</header>
    <main>
      <div class="left" data-scroller="table">
        <section>
          ${stepTitle(1, strings.parameters, strings.parametersHelp)}
          ${parameterTable(steps.parameters, model.limit, strings)}
          ${
            count > model.limit
              ? html`<p class="capped">
                  ${fill(strings.shownOf, model.limit.toLocaleString(), count.toLocaleString())}
                  <button class="button" @click=${model.showAll}>
                    ${fill(strings.showAll, count.toLocaleString())}
                  </button>
                </p>`
              : nothing
          }
        </section>
        <section>
          ${stepTitle(2, strings.joined, strings.joinedHelp)}
          ${pieceText(model.pieces.joined, { group: 'joined', label: strings.joined, ...text })}
        </section>
      </div>
      <div class="right" data-scroller="steps">
        <section>
          ${stepTitle(3, strings.baseString, strings.baseStringHelp, copyButton(model, 'baseString'))}
          ${legend(strings)}
          ${pieceText(model.pieces.base, { group: 'base', label: strings.baseString, doubled: true, ...text })}
        </section>
        <section>${stepTitle(4, strings.key, strings.keyHelp)} ${keyShape(model.state.view, strings)}</section>
        <section>
          ${stepTitle(5, strings.signature, strings.signatureHelp)}
          <div class="code text"><span class="signature" data-target="signature">${steps.signature}</span></div>
        </section>
        <section>
          ${stepTitle(6, strings.authorization, strings.authorizationHelp, copyButton(model, 'authorization'))}
          <p class="quiet">${model.state.view.sent ? strings.nonceUsed : strings.nonceOnce}</p>
          ${authorization(model)}
        </section>
      </div>
    </main>
  `;
}

function stepTitle(number: number, title: string, help: string, action: unknown = nothing): TemplateResult {
  return html`
    <div class="title">
      <h2><span class="number">${number}</span> ${title}</h2>
      ${action}
    </div>
    <p class="quiet">${help}</p>
  `;
}

function copyButton({ state, strings, copied, copy }: PageModel, what: Copyable): TemplateResult {
  const label = what === 'baseString' ? strings.copyBaseString : strings.copyAuthorization;
  const done = copied === what;
  // Not `disabled`: a button that cannot be focused cannot say why it does nothing.
  return html`<button
    class="button copy"
    aria-disabled=${state.trusted ? nothing : 'true'}
    aria-describedby=${state.trusted ? nothing : 'untrusted'}
    @click=${() => {
      if (state.trusted) {
        copy(what);
      }
    }}
  >
    <span class="codicon codicon-${done ? 'check' : 'copy'}" aria-hidden="true"></span>${label}
  </button>`;
}

function legend(strings: SignatureStrings): TemplateResult {
  return html`<ul class="legend">
    <li><span class="swatch method" aria-hidden="true"></span>${strings.legendMethod}</li>
    <li><span class="swatch uri" aria-hidden="true"></span>${strings.legendUri}</li>
    <li>
      <span class="swatches" aria-hidden="true"
        ><span class="swatch query"></span><span class="swatch form"></span><span class="swatch oauth"></span
        ><span class="swatch header"></span></span
      >${strings.legendParameters}
    </li>
    <li><span class="code doubled" aria-hidden="true">%25</span>${strings.legendDoubled}</li>
  </ul>`;
}

function keyShape({ steps }: SignatureView, strings: SignatureStrings): TemplateResult {
  const { consumerSecret, tokenSecret } = steps.key;
  return html`
    <p class="text key">
      ${strings.consumerSecret} ${secret(consumerSecret, strings)} <span class="code ampersand">&amp;</span>
      ${strings.tokenSecret} ${secret(tokenSecret, strings)}
    </p>
    ${tokenSecret.length === 0 ? html`<p class="quiet">${strings.keyEndsWithAmpersand}</p>` : nothing}
  `;
}

function secret({ length, ends }: SecretShape, strings: SignatureStrings): TemplateResult {
  if (length === 0) {
    return html`<span class="quiet">(${strings.emptySecret})</span>`;
  }
  const characters = length === 1 ? strings.oneCharacter : fill(strings.characters, length.toLocaleString());
  return html`<span class="quiet"
    >(${characters}${
      ends ? html`, <span class="code">${visibleText(ends.first)}…${visibleText(ends.last)}</span>` : nothing
    })</span
  >`;
}

function authorization({ pieces, strings }: PageModel): TemplateResult {
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
      html`<div class="line">${onePiece(piece, false)}${next ? onePiece(next, false) : nothing}${remark(piece)}</div>`,
    ];
  });
  return html`<div class="code text" role="group" aria-label=${strings.authorization} data-roving="header">
    <div><span class="quiet">Authorization: </span>OAuth</div>
    ${lines}
  </div>`;
}

/** What is said about the piece that is looked at; rendered by itself, for it changes with every move. */
export function detail(looking: Target | undefined, view: SignatureView, strings: SignatureStrings): TemplateResult {
  if (looking === undefined) {
    return html`<p class="quiet">${strings.hint}</p>`;
  }
  const { heading: title, forms, note } = detailOf(looking, view, strings);
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
