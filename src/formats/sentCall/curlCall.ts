import { encodeData, readData } from '../requestsIn/curlData.ts';
import { readOptions } from '../requestsIn/curlOptions.ts';
import { methodOf, shellOf } from '../requestsIn/curlRequest.ts';
import { curlStart } from '../requestsIn/curlStart.ts';
import { splitCommand } from '../shellWords.ts';
import { callOfHeaders, headerOf, type FoundCall } from './foundCall.ts';

/** The call that a curl command makes, as curl would send it; undefined for anything else. */
export function curlCall(text: string): FoundCall | undefined {
  const match = curlStart.exec(text.slice(0, 1000));
  if (!match) {
    return undefined;
  }
  const { words } = splitCommand(text, match[0].length, shellOf(text.slice(match[0].length)));
  const { options, urls } = readOptions(words.map(word => word.text));
  const valuesOf = (name: string) => options.flatMap(option => (option.name === name ? [option.value ?? ''] : []));
  const headers = valuesOf('header').flatMap(line => {
    const [, name, value] = /^([^:]+):(.*)$/s.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
  const data = readData(options);
  const isQuery = options.some(({ name }) => name === 'get');
  const queries = [
    ...valuesOf('url-query').map(value => (value.startsWith('+') ? value.slice(1) : encodeData(value))),
    ...(isQuery && data?.text !== undefined ? [data.text] : []),
  ];
  const [given = ''] = [...valuesOf('url'), ...urls];
  const whole = given === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const found = callOfHeaders(headers);
  const hasBody = data?.text !== undefined && !isQuery;
  const type =
    headerOf(headers, 'content-type') ??
    (hasBody ? (data.isJson ? 'application/json' : 'application/x-www-form-urlencoded') : undefined);
  return {
    kind: 'curl',
    method: methodOf(options, data),
    url: queries.length === 0 ? whole : whole + (whole.includes('?') ? '&' : '?') + queries.join('&'),
    ...found,
    ...(type !== undefined && { contentType: type }),
    ...(hasBody && { body: data.text }),
  };
}
