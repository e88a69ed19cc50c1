import type { SearchQuery } from '../../bodies/search/searchTypes.ts';
import type { TableView } from '../../bodies/table/tableTypes.ts';
import type { Takes } from '../rpc.ts';
import {
  anything,
  listOf,
  nothing,
  oneOf,
  optional,
  orNull,
  record,
  text,
  variantBy,
  whole,
  yesOrNo,
} from '../shapes.ts';
import type { Shape } from '../shapes.ts';
import type { BodyExport, BodyQuestion, BodyQuestions, Page, RowsOf, TableFormat } from './bodyQuestions.ts';
import type { NodeOf, NodeWanted, ResponseContract } from './messages.ts';

const page = { from: whole, count: whole };
const of = optional(oneOf<RowsOf>({ body: true, filter: true }));
const node = record({ node: whole });
const columns = listOf(whole);

/** What each question about the body takes. */
const questions: { readonly [M in keyof BodyQuestions]: Shape<BodyQuestions[M][0]> } = {
  rows: record<BodyQuestions['rows'][0]>({ ...page, of }),
  xmlRows: record<Page>(page),
  lines: record<Page>(page),
  hex: record<Page>(page),
  toggle: record<BodyQuestions['toggle'][0]>({
    node: whole,
    of,
    row: optional(whole),
    subtree: optional(yesOrNo),
  }),
  foldToLevel: record<BodyQuestions['foldToLevel'][0]>({ level: orNull(whole), of }),
  reveal: node,
  lineAt: record({ offset: whole }),
  search: record<SearchQuery>({
    text,
    caseSensitive: yesOrNo,
    regex: yesOrNo,
    in: oneOf({ rows: true, lines: true }),
  }),
  goToMatch: record({ match: whole }),
  matchNear: record<BodyQuestions['matchNear'][0]>({ row: whole, backwards: optional(yesOrNo) }),
  endSearch: nothing,
  cancel: nothing,
  filter: record({ path: text }),
  endFilter: nothing,
  details: node,
  embedded: node,
  tables: nothing,
  table: node,
  tableView: record<TableView>({
    sort: optional(record({ column: whole, descending: yesOrNo })),
    filter: optional(
      record<NonNullable<TableView['filter']>>({ text, caseSensitive: yesOrNo, column: optional(whole) }),
    ),
  }),
  tableRows: record<BodyQuestions['tableRows'][0]>({ ...page, columns }),
};

const nodeOf = record<NodeOf>({ bodyId: whole, node: whole });
const nodeWanted = record<NodeWanted>({
  bodyId: whole,
  node: whole,
  form: oneOf({ sent: true, meant: true, pretty: true, path: true }),
});
const exportOf = record({
  bodyId: whole,
  wanted: variantBy<'what', BodyExport>('what', {
    body: record({ what: oneOf({ body: true }) }),
    pretty: record({ what: oneOf({ pretty: true }) }),
    filter: record({ what: oneOf({ filter: true }) }),
    table: record<Extract<BodyExport, { what: 'table' }>>({
      what: oneOf({ table: true }),
      format: oneOf<TableFormat>({ csv: true, tsv: true, markdown: true, json: true }),
      columns,
      from: optional(whole),
      count: optional(whole),
    }),
  }),
});

const isAsked = record({ bodyId: whole, method: text, params: anything });

/** What each call of the panel takes. */
export const responseTakes: Takes<ResponseContract> = {
  ready: nothing,
  body: isQuestion,
  image: record({ bodyId: whole }),
  copyNode: nodeWanted,
  openNode: nodeWanted,
  saveEmbedded: nodeOf,
  openEmbedded: nodeOf,
  saveExport: exportOf,
  copyExport: exportOf,
  page: record({ bodyId: whole, offset: whole }),
  cancel: nothing,
  resend: nothing,
  inspect: nothing,
  pin: record({ pinned: yesOrNo }),
  comparePrevious: nothing,
  copySupportCase: nothing,
  openText: record({ title: text, text }),
  addContentType: nothing,
  openFrame: record({ index: whole }),
  explainLogin: nothing,
  readLog: nothing,
  logAlways: record({ always: yesOrNo }),
  copyBody: nothing,
  copyText: record({ text }),
  openBody: nothing,
};

function isQuestion(value: unknown): value is BodyQuestion {
  return (
    isAsked(value) &&
    Object.hasOwn(questions, value.method) &&
    questions[value.method as keyof BodyQuestions](value.params)
  );
}
