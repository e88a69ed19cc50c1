import type { Header } from './record.ts';

/** Names of headers by which a server, or what stands in front of it, finds a call again; NetSuite's own first. */
const telling = [
  /^x-n-operationid$/i,
  /^(?:x-)?(?:amzn-)?(?:request|correlation|operation|trace|transaction)-?id$/i,
  /^traceparent$/i,
  /^date$/i,
];

/** The headers of a response that belong into a support case, with the time by the server's clock last. */
export function supportHeaders(headers: readonly Header[]): readonly Header[] {
  return telling.flatMap(pattern => headers.filter(({ name }) => pattern.test(name)));
}
