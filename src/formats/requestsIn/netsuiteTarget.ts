/** What a URL is written as in a request file. */
export interface WrittenTarget {
  readonly target: string;
  /** The account that a relative target is for, as an account ID: `1234567_SB1`. */
  readonly account?: string;
}

const restletPath = '/app/site/hosting/restlet.nl?';

/**
 * A URL of an account's RESTlet or SuiteTalk host (ORA:section_4618456734) becomes a target of that account, and a
 * RESTlet's the short form where that means the same URL. Anything else stays a whole URL.
 */
export function netsuiteTarget(url: string): WrittenTarget {
  const [, label = '', service = '', path = ''] =
    /^https:\/\/([a-z0-9]+(?:-[a-z0-9]+)*)\.(restlets|suitetalk)\.api\.netsuite\.com(?::443)?(\/.*)$/is.exec(url) ?? [];
  const isKnown = service.toLowerCase() === 'restlets' ? /^\/(?:app|rest)\//.test(path) : path.startsWith('/services/');
  // A label without a digit is a placeholder.
  if (!isKnown || !/\d/.test(label)) {
    return { target: url };
  }
  return { target: shortTarget(path), account: label.toUpperCase().replaceAll('-', '_') };
}

/** `restlet:script/deployment?…`, unless its parameters would be spelled in another way then. */
function shortTarget(path: string): string {
  const [, script = '', deployment = '', more = ''] = path.startsWith(restletPath)
    ? (/^script=(\w+|\{\{\w+\}\})&deploy=(\w+|\{\{\w+\}\})((?:&.*)?)$/.exec(path.slice(restletPath.length)) ?? [])
    : [];
  // Values of variables are encoded in the short form; where they are written out, that is left to the person.
  const piece = '(?:[A-Za-z0-9._~-]|%[0-9A-F]{2}|\\{\\{[^{}\\r\\n]+\\}\\})';
  const isSame = new RegExp(`^(?:&(?!(?:script|deploy)(?:=|&|$))${piece}+(?:=${piece}*)?)*$`).test(more);
  if (script === '' || !isSame) {
    return path;
  }
  return `restlet:${script}/${deployment}${more === '' ? '' : `?${more.slice(1)}`}`;
}

/** Whether a URL is one of NetSuite's. */
export function isNetsuiteUrl(url: string): boolean {
  return /^(?:https?:\/\/)?(?:[\w-]+\.)*netsuite\.com(?:[:/?]|$)/i.test(url);
}

/** Whether a URL of NetSuite's is one that programs call, and not a page, picture or script of its user interface. */
export function isNetsuiteCall(url: string): boolean {
  return (
    isNetsuiteUrl(url) &&
    /^[^?]*\.netsuite\.com(?::\d+)?\/(?:services\/|rest\/|app\/site\/hosting\/(?:restlet|scriptlet)\.nl)/i.test(url)
  );
}
