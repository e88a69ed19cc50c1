import { itemsOf, memberOf, textOf, type JsonNode } from '../jsonText.ts';
import { cleanUrl, listOf } from './cleanRequest.ts';
import { isTrue, stringOf, withReferences } from './postmanText.ts';
import type { RequestNote } from './types.ts';

/**
 * The URL of a request of Postman's: a string, or an object whose `raw` is the URL as typed, without what is switched
 * off. Path variables (`:id`) are replaced by their values.
 */
export function postmanUrl(node: JsonNode | undefined, notes: RequestNote[]): string {
  const raw = textOf(node) ?? textOf(memberOf(node, 'raw')) ?? fromParts(node);
  const query = itemsOf(memberOf(node, 'query'));
  const disabled = query.filter(pair => isTrue(memberOf(pair, 'disabled'))).map(pair => stringOf(pair, 'key'));
  if (disabled.length > 0) {
    notes.push({ code: 'disabled-left-out', data: { names: listOf(disabled) } });
  }
  const values = new Map<string, string>();
  for (const each of itemsOf(memberOf(node, 'variable'))) {
    const name = textOf(memberOf(each, 'key')) ?? textOf(memberOf(each, 'id'));
    if (name !== undefined) {
      values.set(name, stringOf(each, 'value'));
    }
  }
  const given = withReferences(withPathVariables(raw.trim(), values, notes), notes);
  const isAbsolute = given === '' || /^(?:[a-z][a-z0-9+.-]*:\/\/|\{\{)/i.test(given);
  // Postman takes http where there is no scheme; NetSuite has https only.
  const whole = isAbsolute
    ? given
    : (/^[^/?]*\.netsuite\.com(?:[:/?]|$)/i.test(given) ? 'https://' : 'http://') + given;
  const cleaned = cleanUrl(whole);
  notes.push(...cleaned.notes);
  return cleaned.url;
}

function withPathVariables(url: string, values: ReadonlyMap<string, string>, notes: RequestNote[]): string {
  const [, before = '', path = '', after = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*|[^/?#]*)([^?#]*)(.*)$/is.exec(url) ?? [];
  const replaced = path.replace(/\/:([^/?#]+)/g, (all, name: string) => {
    const value = values.get(name) ?? '';
    if (value === '') {
      notes.push({ code: 'path-variable-empty', data: { name: name.slice(0, 60) } });
      return all;
    }
    return `/${value}`;
  });
  return before + replaced + after;
}

/** Collections that other programs write may have the parts only. */
function fromParts(node: JsonNode | undefined): string {
  if (node?.kind !== 'object') {
    return '';
  }
  const joined = (key: string, sign: string) => {
    const part = memberOf(node, key);
    return (
      textOf(part) ??
      itemsOf(part)
        .map(each => textOf(each) ?? stringOf(each, 'value'))
        .join(sign)
    );
  };
  const host = joined('host', '.');
  const path = joined('path', '/');
  const protocol = stringOf(node, 'protocol');
  const port = stringOf(node, 'port');
  const pairs = itemsOf(memberOf(node, 'query'))
    .filter(pair => !isTrue(memberOf(pair, 'disabled')))
    .map(pair => {
      const value = textOf(memberOf(pair, 'value'));
      return stringOf(pair, 'key') + (value === undefined ? '' : `=${value}`);
    });
  return [
    protocol === '' || host === '' ? '' : `${protocol.replace(/:\/\/$/, '')}://`,
    host,
    port === '' ? '' : `:${port}`,
    path === '' ? '' : `/${path.replace(/^\//, '')}`,
    pairs.length === 0 ? '' : `?${pairs.join('&')}`,
  ].join('');
}
