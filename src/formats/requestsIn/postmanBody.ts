import { itemsOf, memberOf, textOf, type JsonNode } from '../jsonText.ts';
import { listOf } from './cleanRequest.ts';
import { encodedText, isTrue, stringOf, withReferences } from './postmanText.ts';
import type { RequestNote } from './types.ts';

export interface PostmanBody {
  readonly body?: string;
  readonly bodyFile?: string;
  /** What Postman sends by itself where the request has no Content-Type. */
  readonly contentType?: string;
  readonly isMultipart?: boolean;
}

const rawTypes: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['xml', 'application/xml'],
  ['html', 'text/html'],
  ['javascript', 'application/javascript'],
  ['text', 'text/plain'],
]);

/** Reads the body of a request of Postman's (Collection Format 2.0 and 2.1): raw, urlencoded, formdata, file, graphql. */
export function postmanBody(node: JsonNode | undefined, notes: RequestNote[]): PostmanBody {
  if (isTrue(memberOf(node, 'disabled'))) {
    return {};
  }
  switch (stringOf(node, 'mode')) {
    case 'raw': {
      const language = stringOf(memberOf(memberOf(node, 'options'), 'raw'), 'language');
      const contentType = rawTypes.get(language);
      return { body: withReferences(stringOf(node, 'raw'), notes), ...(contentType !== undefined && { contentType }) };
    }
    case 'urlencoded':
      return { body: formOf(memberOf(node, 'urlencoded'), notes), contentType: 'application/x-www-form-urlencoded' };
    case 'formdata': {
      const fields = itemsOf(memberOf(node, 'formdata')).map(field => stringOf(field, 'key'));
      notes.push({ code: 'multipart-left-out', data: { fields: listOf(fields) } });
      return { isMultipart: true };
    }
    case 'file': {
      const file = memberOf(node, 'file');
      const source = textOf(file) ?? textOf(memberOf(file, 'src'));
      if (source === undefined || source === '') {
        notes.push({ code: 'files-left-out', data: { names: '' } });
        return {};
      }
      return { bodyFile: source };
    }
    case 'graphql':
      return { body: graphqlOf(memberOf(node, 'graphql'), notes), contentType: 'application/json' };
    case '':
      return {};
    default:
      notes.push({ code: 'body-left-out', data: { why: 'mode' } });
      return {};
  }
}

function formOf(fields: JsonNode | undefined, notes: RequestNote[]): string {
  // A string is already encoded (Collection Format 2.0 allows it).
  const spelled = textOf(fields);
  if (spelled !== undefined) {
    return withReferences(spelled, notes);
  }
  const off: string[] = [];
  const pairs = itemsOf(fields).flatMap(field => {
    const key = stringOf(field, 'key');
    if (isTrue(memberOf(field, 'disabled'))) {
      off.push(key);
      return [];
    }
    const part = (text: string) => encodedText(withReferences(text, notes));
    return [`${part(key)}=${part(stringOf(field, 'value'))}`];
  });
  if (off.length > 0) {
    notes.push({ code: 'disabled-left-out', data: { names: listOf(off) } });
  }
  return pairs.join('&');
}

/** As Postman sends it: the query as a string, its variables, which are typed as JSON, as they are. */
function graphqlOf(graphql: JsonNode | undefined, notes: RequestNote[]): string {
  const query = JSON.stringify(stringOf(graphql, 'query'));
  const operation = stringOf(graphql, 'operationName');
  const variables = stringOf(graphql, 'variables').trim();
  return withReferences(
    [
      `{"query":${query}`,
      ...(operation === '' ? [] : [`"operationName":${JSON.stringify(operation)}`]),
      ...(variables === '' ? [] : [`"variables":${variables}`]),
    ].join(',') + '}',
    notes,
  );
}
