import { CodedError } from '../../codedError.ts';
import type { Answer } from '../server/answer.ts';
import { queryAccount } from '../records/queryAccount.ts';
import { pageOf } from './collections.ts';
import { collection, readJsonText } from './media.ts';
import { readPage, readParameters } from './parameters.ts';
import { parseObject } from './recordBody.ts';
import { dispatch, jsonAnswer } from './resource.ts';
import type { RestCall } from './resource.ts';

/** A REST request may take 15 minutes (ORA:subsect_1559222360); a practice account has no query worth that (assumed). */
const timeLimitMs = 60_000;

/** `query/v1/suiteql` (ORA:section_157909186990, section_158394344595). Datasets are not here. */
export function answerSuiteQl(call: RestCall): Answer | Promise<Answer> {
  const [name, ...more] = call.segments;
  if (name === 'dataset') {
    throw new CodedError('rest-unsupported', { what: 'datasets' });
  }
  if (name !== 'suiteql' || more.length > 0) {
    throw new CodedError('rest-no-such-resource');
  }
  return dispatch(call, { POST: () => runQuery(call) });
}

async function runQuery({ exchange, role, base }: RestCall): Promise<Answer> {
  const { account, request, target, body, signal, now } = exchange;
  const preferences = String(request.headers['prefer'] ?? '').split(',');
  if (!preferences.some(each => each.trim().toLowerCase() === 'transient')) {
    throw new CodedError('rest-header', { header: 'Prefer', expected: 'transient' });
  }
  const page = readPage(readParameters(target, ['limit', 'offset']));
  const query = readQuery(readJsonText(request.headers['content-type'], body));
  const options = { ...page, params: [], signal, timeLimitMs, now: now() };
  const { columns, rows, total } = await queryAccount(account, role, query, options);
  // Every value is text, and a null has no member (Oracle's examples, section_157909186990).
  const items = rows.map(row => ({
    links: [],
    ...Object.fromEntries(
      columns.flatMap(({ name }, index) => {
        const cell = row[index] ?? null;
        return cell === null ? [] : [[name, String(cell)]];
      }),
    ),
  }));
  return jsonAnswer(JSON.stringify(pageOf(items, total, page, `${base}/query/v1/suiteql`)), collection);
}

function readQuery(text: string): string {
  const { q, ...others } = parseObject(text);
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new CodedError('rest-content-value', {
      path: other.slice(0, 100),
      expected: 'left out: the query takes q alone',
    });
  }
  if (typeof q !== 'string' || q.trim() === '') {
    throw new CodedError('rest-content-value', { path: 'q', expected: 'the text of a query' });
  }
  return q;
}
