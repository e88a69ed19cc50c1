import { encodeData, readData } from '../requestsIn/curlData.ts';
import { readOptions } from '../requestsIn/curlOptions.ts';
import { curlStart } from '../requestsIn/curlStart.ts';
import { splitCommand, type Shell } from '../shellWords.ts';
import { sentRequest, type SentRequest } from './types.ts';

/** Reads a curl command with its Authorization header, of any shell. Files that it names are not read. */
export function readSentCurl(text: string): SentRequest | undefined {
  const start = curlStart.exec(text.slice(0, 1000));
  if (!start) {
    return undefined;
  }
  const { words } = splitCommand(text, start[0].length, shellOf(text.slice(start[0].length)));
  const { options, urls } = readOptions(words.map(word => word.text));
  const given = options.find(({ name }) => name === 'url')?.value ?? urls[0];
  if (given === undefined) {
    return undefined;
  }
  const has = (name: string) => options.some(option => option.name === name);
  const data = readData(options);
  const headers = options.flatMap(({ name, value = '' }) => {
    const [, header = '', content = ''] = (name === 'header' ? /^([^:;]+):(.*)$/s.exec(value) : undefined) ?? [];
    return header === '' ? [] : [[header, content] as const];
  });
  const queries = [
    ...options.flatMap(({ name, value = '' }) =>
      name === 'url-query' ? [value.startsWith('+') ? value.slice(1) : encodeData(value)] : [],
    ),
    ...(has('get') && data?.text !== undefined ? [data.text] : []),
  ].join('&');
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  const defaultType = data?.isJson === true ? 'application/json' : 'application/x-www-form-urlencoded';
  const isSent = data !== undefined && !has('get');
  return sentRequest({
    method:
      options.findLast(({ name }) => name === 'request')?.value ?? (has('head') ? 'HEAD' : isSent ? 'POST' : 'GET'),
    url: queries === '' ? url : url + (url.includes('?') ? '&' : '?') + queries,
    headers: isSent ? [['Content-Type', defaultType], ...headers] : headers,
    body: isSent ? data.text : undefined,
  });
}

/** Told by the sign that ends a continued line, or escapes a quote; bash where there is none. */
function shellOf(text: string): Shell {
  const first = /[\\^`](?=[^\S\r\n]*[\r\n])|\^"|`"/.exec(text.slice(0, 20_000))?.[0];
  return first?.startsWith('^') ? 'cmd' : first?.startsWith('`') ? 'powershell' : 'bash';
}
