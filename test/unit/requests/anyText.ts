import fc from 'fast-check';

// Lines that mean something, in any order, among anything else: random text alone would hardly ever be a request.
const LINES = [
  '',
  '   ',
  '###',
  '### Name',
  '### @name n',
  '# note',
  '# @name x',
  '// @account {{a}}',
  '# @token',
  '# @auth oauth2',
  '@a = 1',
  '@b = {{a}}{{c}}',
  '@c = {{b}}',
  '@broken',
  'GET /app/x?y={{a}} HTTP/1.1',
  'post restlet:1/1',
  '/rest/tokeninfo',
  'FOO',
  'GET',
  '  ?q=1',
  '&r={{$uuid}}',
  '  indented',
  'Content-Type: application/json',
  'Content-Type: text/plain',
  'X: {{$timestamp}}',
  'no header',
  '{ "a": "{{a}}",',
  '}',
  '<a>',
  '< ./file.json',
  '<@ ./file.json',
  '> {%',
  '%}',
  '{{',
  '}}',
  'HTTP/1.1 200 OK',
];
export const anyLine = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('#', '@', '/', '{', '}', '<', '>', ':', '=', ' ', '\t', '%', 'a', '?', '&') }),
);
const eol = fc.constantFrom('\n', '\r\n', '\r');
/** A request file, more or less. */
export const anyText = fc
  .tuple(fc.constantFrom('', '\uFEFF'), fc.array(fc.tuple(anyLine, eol)), anyLine)
  .map(([mark, lines, last]) => mark + lines.flat().join('') + last);
