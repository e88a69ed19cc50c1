import type { JsonProblemCode } from '../../bodies/jsonIndex.ts';

/** Every text of the panel, made by the host with vscode.l10n.t; the panel fills in `{0}`, `{1}`, …. */
export interface ResponseStrings extends Record<TopLevel, string> {
  readonly tabs: Readonly<Record<'label' | 'body' | 'raw' | 'headers' | 'request' | 'timing', string>>;
  readonly body: Readonly<Record<BodyText, string>> & {
    readonly problems: Readonly<Record<JsonProblemCode, string>>;
    readonly kinds: Readonly<Record<'json' | 'xml' | 'html' | 'text', string>>;
  };
  readonly headers: Readonly<
    Record<'response' | 'request' | 'name' | 'value' | 'copy' | 'copyAll' | 'none' | 'asSent', string>
  >;
  readonly request: Readonly<Record<'target' | 'headers' | 'body' | 'noBody' | 'copyUrl' | 'copyBody', string>>;
  readonly timing: Readonly<Record<TimingText, string>>;
}

type TopLevel =
  | 'sending'
  | 'elapsed'
  | 'cancel'
  | 'cancelled'
  | 'cancelledHint'
  | 'actions'
  | 'sendAgain'
  | 'inspect'
  | 'copyBody'
  | 'openBody'
  | 'copied'
  | 'status'
  | 'time'
  | 'size'
  | 'onTheWire'
  | 'noResponse'
  | 'received'
  | 'failed'
  | 'why'
  | 'whatToDo'
  | 'netSuiteSays'
  | 'errorWithSuccess'
  | 'wrongDataCentre'
  | 'redirect'
  | 'redirectedTo'
  | 'thrownByScript'
  | 'stack'
  | 'furtherErrors'
  | 'checks'
  | 'checksHold'
  | 'checksFail'
  | 'holds'
  | 'fails';

type BodyText =
  | 'reading'
  | 'empty'
  | 'emptyHint'
  | 'binary'
  | 'binaryHint'
  | 'noType'
  | 'jsonByLook'
  | 'notWhatDeclared'
  | 'notJson'
  | 'partShown'
  | 'unknownCharset'
  | 'charset'
  | 'json'
  | 'lines'
  | 'fold'
  | 'unfold'
  | 'foldAll'
  | 'unfoldAll'
  | 'foldToLevel'
  | 'level'
  | 'entry'
  | 'entries'
  | 'element'
  | 'elements'
  | 'cut';

type TimingText =
  | 'phases'
  | 'phase'
  | 'share'
  | 'duration'
  | 'connect'
  | 'waiting'
  | 'receiving'
  | 'total'
  | 'unknown'
  | 'startedAt'
  | 'via'
  | 'viaDirect'
  | 'viaHost'
  | 'unknownHint';
