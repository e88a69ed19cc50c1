import { CodedError } from '../codedError.ts';
import type { BodyFile } from '../requests/values/resolve.ts';

/** Bytes of a file that is sent as a body. A RESTlet takes 10 MB (ORA:section_4640094112), SuiteTalk no more than that. */
const bodyFileLimit = 64 * 1024 * 1024;

/**
 * The text of a file that is sent as a body. Calls to NetSuite carry text: what is none has to be put into JSON as Base64.
 *
 * @throws CodedError `body-file-too-large` {path, limit}, `body-file-encoding` {path, encoding} for an encoding that the
 *   Encoding Standard does not know, `body-file-not-text` {path, encoding}
 */
export function bodyFileText(bytes: Uint8Array, { path, encoding = 'utf-8' }: BodyFile): string {
  if (bytes.byteLength > bodyFileLimit) {
    throw new CodedError('body-file-too-large', { path, limit: bodyFileLimit });
  }
  const decoder = decoderOf(encoding, path);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new CodedError('body-file-not-text', { path, encoding: decoder.encoding }, { cause });
  }
}

function decoderOf(encoding: string, path: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new CodedError('body-file-encoding', { path, encoding: encoding.slice(0, 40) }, { cause });
  }
}
