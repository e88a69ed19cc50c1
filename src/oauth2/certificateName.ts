import { CodedError } from '../codedError.ts';

/** Characters that a common name may have (RFC 5280, appendix A.1, ub-common-name). */
export const longestCommonName = 64;

/**
 * The name that a certificate is made for, which NetSuite shows in its list.
 *
 * @throws CodedError `certificate-name-empty`, `certificate-name-long` (data: longest), `certificate-name-characters`
 */
export function readCommonName(text: string): string {
  const name = text.trim();
  if (name === '') {
    throw new CodedError('certificate-name-empty');
  }
  if (Array.from(name).length > longestCommonName) {
    throw new CodedError('certificate-name-long', { longest: longestCommonName });
  }
  if (/\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}/u.test(name)) {
    throw new CodedError('certificate-name-characters');
  }
  return name;
}
