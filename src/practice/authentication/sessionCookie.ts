/**
 * Whether a request carries a session of NetSuite's besides its signature, which it must not
 * (ORA:section_N2971402, ORA:section_1509544929). Oracle speaks of a valid JSESSIONID; the practice account hands none
 * out, so that any is taken for one: assumed.
 *
 * @param cookies the Cookie headers
 */
export function carriesSession(cookies: readonly string[]): boolean {
  return cookies.some(header => header.split(';').some(each => /^\s*JSESSIONID=/i.test(each)));
}
