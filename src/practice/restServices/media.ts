import { CodedError } from '../../codedError.ts';

/** What Oracle calls a resource (section_1545141500); whether it is one or many stands in the `type` parameter. */
export const singular = 'application/vnd.oracle.resource+json; type=singular';
export const collection = 'application/vnd.oracle.resource+json; type=collection';
export const plainJson = 'application/json';
export const jsonSchema = 'application/schema+json';
export const openApi = 'application/swagger+json';

/**
 * The text of a request body that says it is JSON, as the JSON or resource media type. That others, and none, get a 415
 * is assumed, as it is for RESTlets.
 *
 * @throws CodedError `rest-content-type` (given), `rest-content-syntax` (reason)
 */
export function readJsonText(contentType: string | undefined, body: Buffer): string {
  const [type = ''] = (contentType ?? '').split(';', 1);
  if (!['application/json', 'application/vnd.oracle.resource+json'].includes(type.trim().toLowerCase())) {
    throw new CodedError('rest-content-type', { given: (contentType ?? '').slice(0, 100) });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new CodedError('rest-content-syntax', { reason: 'it is not UTF-8' }, { cause });
  }
}

/** The first of the media types offered that an Accept header names; the first one when it names none of them. */
export function preferred(accept: string | undefined, offered: readonly string[]): string {
  const wanted = (accept ?? '').split(',').map(each => (each.split(';', 1)[0] ?? '').trim().toLowerCase());
  return wanted.find(each => offered.includes(each)) ?? offered[0] ?? plainJson;
}
