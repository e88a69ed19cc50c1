import { readCurlRequests } from '../../../formats/requestsIn/curlRequest.ts';
import { writeRequest } from '../../../formats/requestsIn/writeRequest.ts';
import type { RequestFile } from '../../../requests/nodes.ts';
import { requestComments } from './requestNoteText.ts';

/** The curl commands of a text as requests; undefined where there are none. */
export function writeCurl(
  text: string,
  file: RequestFile,
): { readonly text: string; readonly isWhole: boolean; readonly count: number } | undefined {
  const { requests, isWhole } = readCurlRequests(text);
  if (requests.length === 0) {
    return undefined;
  }
  const variables = new Map(file.variables.map(({ name, value }) => [name.value, value.value]));
  const written: string[] = [];
  for (const found of requests) {
    const request = writeRequest(found, { variables, comments: requestComments(found) });
    // What one defines, the next need not define again.
    for (const [, name = '', value = ''] of request.text.matchAll(/^@(\w+) =(?: (.*))?$/gm)) {
      variables.set(name, value);
    }
    written.push(request.text);
  }
  return { text: written.join('\n'), isWhole, count: requests.length };
}
