import type { JsonProblemCode } from '../../bodies/jsonIndex.ts';
import type { XmlProblemCode } from '../../bodies/xml/xmlIndex.ts';
import type { TableFormat } from './bodyQuestions.ts';
import type { DateStrings } from './dateText.ts';
import type { PhaseName } from './timingPhases.ts';

/** Every text of the panel, made by the host with vscode.l10n.t; the panel fills in `{0}`, `{1}`, …. */
export interface ResponseStrings extends Record<TopLevel, string> {
  readonly tabs: Readonly<
    Record<'label' | 'body' | 'table' | 'raw' | 'hex' | 'headers' | 'request' | 'timing' | 'log', string>
  >;
  readonly body: Readonly<Record<BodyText, string>> & {
    readonly problems: Readonly<Record<JsonProblemCode, string>>;
    readonly xmlProblems: Readonly<Record<XmlProblemCode, string>>;
    readonly kinds: Readonly<Record<'json' | 'xml' | 'html' | 'text', string>>;
  };
  readonly headers: Readonly<
    Record<'response' | 'request' | 'name' | 'value' | 'copy' | 'copyAll' | 'none' | 'asSent', string>
  >;
  readonly request: Readonly<Record<RequestText, string>>;
  readonly timing: Readonly<Record<TimingText, string>> & { readonly names: Readonly<Record<PhaseName, string>> };
  readonly search: Readonly<Record<SearchText, string>>;
  readonly filter: Readonly<Record<'label' | 'placeholder' | 'clear' | 'matches' | 'copy' | 'save', string>>;
  readonly details: Readonly<Record<DetailsText, string>> & { readonly dates: DateStrings };
  readonly log: Readonly<Record<LogText, string>>;
  readonly notes: Readonly<Record<NoteText, string>>;
  readonly table: Readonly<Record<TableText, string>> & { readonly formats: Readonly<Record<TableFormat, string>> };
}

type RequestText =
  'target' | 'headers' | 'body' | 'noBody' | 'bodySize' | 'bodyCut' | 'copyUrl' | 'copyBody' | 'openBody' | 'signature';

type SearchText = 'search' | 'matchCase' | 'regex' | 'next' | 'previous' | 'searching' | 'none' | 'found' | 'position';

type DetailsText =
  'label' | 'copyPath' | 'copyValue' | 'openValue' | 'openFile' | 'saveFile' | 'embedded' | 'jsonInside' | 'duplicates';

type LogText = 'read' | 'again' | 'always' | 'reading' | 'hint' | 'none' | 'noneHint' | 'cut';

type NoteText =
  | 'textIsJson'
  | 'textIsJsonLacks'
  | 'addContentType'
  | 'contentTypeAdded'
  | 'charsetUnknown'
  | 'charsetWrong'
  | 'stillGzip'
  | 'doctypeLeftAlone'
  | 'tooManyValues'
  | 'htmlPage'
  | 'htmlPageTitled'
  | 'networkLogin'
  | 'networkLoginTitled';

type TableText =
  | 'number'
  | 'place'
  | 'filter'
  | 'columns'
  | 'chooseColumns'
  | 'columnHint'
  | 'copyAs'
  | 'saveAs'
  | 'rows'
  | 'rowsOf'
  | 'from'
  | 'range'
  | 'nextPage'
  | 'previousPage'
  | 'others'
  | 'leftOut';

type TopLevel =
  | 'sending'
  | 'elapsed'
  | 'cancel'
  | 'cancelled'
  | 'cancelledHint'
  | 'actions'
  | 'sendAgain'
  | 'inspect'
  | 'inspectToken'
  | 'openBody'
  | 'saveBody'
  | 'pin'
  | 'unpin'
  | 'more'
  | 'supportCase'
  | 'supportCaseHint'
  | 'receiving'
  | 'preview'
  | 'throttled'
  | 'againIn'
  | 'receivedBytes'
  | 'receivedOf'
  | 'gone'
  | 'goneHint'
  | 'soapFault'
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
  | 'explained'
  | 'whyLogin'
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
  | 'hex'
  | 'image'
  | 'xml'
  | 'partial'
  | 'brokeOff'
  | 'stillPacked'
  | 'notXml'
  | 'duplicate'
  | 'noType'
  | 'jsonByLook'
  | 'notWhatDeclared'
  | 'notJson'
  | 'partShown'
  | 'charset'
  | 'json'
  | 'lines'
  | 'fold'
  | 'unfold'
  | 'foldAll'
  | 'unfoldAll'
  | 'foldToLevel'
  | 'levels'
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
  | 'total'
  | 'unknown'
  | 'startedAt'
  | 'via'
  | 'viaDirect'
  | 'viaHost'
  | 'unknownHint'
  | 'connectedBefore'
  | 'tries'
  | 'triedOnce'
  | 'triedTwice'
  | 'triedThrottled'
  | 'tryOf'
  | 'sentBytes'
  | 'wireBytes'
  | 'bodyBytes';
