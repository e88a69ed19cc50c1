import { readNetSuiteError } from '../../bodies/netSuiteError.ts';
import { readSoapFault } from '../../bodies/xml/soapFault.ts';
import { indexXml } from '../../bodies/xml/xmlIndex.ts';
import type { AnswerFacts } from '../../diagnosis/login/evidence.ts';
import type { Exchange, Header, ReceivedResponse } from '../record.ts';
import { serverTime } from '../serverClock.ts';

/** Bytes that are looked at: an answer about a login is short. */
const longestBody = 64 * 1024;
/** Characters of a text that are kept. */
const longestText = 500;

/**
 * Headers that only a proxy or gateway writes. A `Via` or `Server` of NetSuite's own infrastructure says nothing, so
 * that known products are named.
 */
const proxyHeaders =
  /^(?:proxy-authenticate|x-squid-error|x-bluecoat-via|x-zscaler-\w+|cf-ray|x-kong-\S+|x-amzn-errortype)$/i;
const proxyProducts = /squid|zscaler|bluecoat|haproxy|envoy|kong|tinyproxy|mitmproxy|forcepoint|fortinet|cloudflare/i;

/** Addresses of NetSuite's page to log in (widely known, documented nowhere), and of the practice account's. */
const loginPaths = /customerlogin\.jsp|\/app\/login\/|enterpriselogin|\/practice\/sign-in/i;

/** What an answer tells of a login. The body is not kept. */
function answerFacts({ status, headers }: ReceivedResponse, body: Uint8Array): AnswerFacts {
  const value = (name: string) => headers.find(header => header.name.toLowerCase() === name)?.value;
  const contentType = value('content-type');
  const start = body.subarray(0, longestBody);
  const text = new TextDecoder().decode(start);
  const isHtml = /\bhtml\b/i.test(contentType ?? '') || /^\s*(?:<!doctype html|<html[\s>])/i.test(text);
  const location = withoutQuery(value('location'));
  const date = serverTime(headers);
  const challenge = value('www-authenticate');
  const error = errorIn(status, contentType, start, text);
  return {
    status,
    ...(error?.code && { code: error.code }),
    ...(error?.message && { message: error.message.slice(0, longestText) }),
    ...(contentType !== undefined && { contentType }),
    ...(date !== undefined && { date }),
    ...(location !== undefined && { location }),
    isHtml,
    isLoginPage: isLoginPage(isHtml, text, location),
    proxySigns: proxySigns(headers),
    ...(challenge !== undefined && { wwwAuthenticate: challenge.slice(0, longestText) }),
  };
}

/** NetSuite's error of whichever surface; a SOAP fault by its own code, or by its name where that says more. */
function errorIn(
  status: number,
  contentType: string | undefined,
  body: Uint8Array,
  text: string,
): { readonly code: string; readonly message: string } | undefined {
  if (/<(?:[\w.-]+:)?Envelope[\s>]/.test(text.slice(0, 1000))) {
    const fault = readSoapFault(indexXml(body));
    const isLogin = fault?.detailName === 'invalidCredentialsFault';
    return fault && { code: isLogin ? fault.detailName : (fault.detailCode ?? fault.code), message: fault.message };
  }
  return status < 300 ? undefined : readNetSuiteError({ status, contentType, body });
}

function isLoginPage(isHtml: boolean, text: string, location: string | undefined): boolean {
  return location === undefined
    ? isHtml && (/<input[^>]+type\s*=\s*["']?password/i.test(text) || loginPaths.test(text))
    : loginPaths.test(location);
}

function proxySigns(headers: readonly Header[]): readonly string[] {
  return headers
    .filter(
      ({ name, value }) =>
        proxyHeaders.test(name) || (/^(?:via|server|x-cache)$/i.test(name) && proxyProducts.test(value)),
    )
    .map(({ name, value }) => `${name}: ${value}`.slice(0, 100));
}

/** The query of a redirect may carry what belongs to nobody else. */
function withoutQuery(location: string | undefined): string | undefined {
  return location?.split(/[?#]/, 1)[0]?.slice(0, longestText);
}

/** For an exchange that got no answer, undefined. */
export function answerOf({ record: { response }, body }: Exchange): AnswerFacts | undefined {
  return response && answerFacts(response, body);
}
