import { CodedError } from '../../codedError.ts';
import type { CodeCall } from './codeCall.ts';
import { globArguments, headerArguments, methodArguments } from './curlArguments.ts';
import { isShellText, shellBytes, shellWord } from './literals.ts';
import { prepareCall } from './prepareCall.ts';

/**
 * Writes one curl command with its header already made, to be pasted into a POSIX shell: NetSuite takes it once, and for
 * five minutes. The header must have been made for this call's method, URL and form body.
 *
 * @param authorization the Authorization header's value
 * @throws CodedError as prepareCall does; `header-invalid` (data: name)
 */
export function writeCurlOnce(call: CodeCall, authorization: string): string {
  const { method, url, headers, body } = prepareCall('curl-once', call);
  if (/[^\x20-\x7e]/.test(authorization)) {
    throw new CodedError('header-invalid', { name: 'Authorization' });
  }
  const isText = body === undefined || isShellText(body);
  const command = [
    `${isText ? '' : `printf '%b' ${shellBytes(body)} | `}curl`,
    ...methodArguments(method, method),
    shellWord(url.text),
    ...globArguments(url.text),
    `--header ${shellWord(`Authorization: ${authorization}`)}`,
    ...headerArguments(headers, body),
    ...(body === undefined ? [] : [isText ? `--data-raw ${shellWord(body)}` : '--data-binary @-']),
  ];
  return `${command.join(' \\\n  ')}\n`;
}
