import { describe, expect, test } from 'vitest';
import { completionContext } from '../../../../src/requests/editor/completionContext.ts';
import { marked } from './marked.ts';

/** What is typed at the caret: kind, what stands before the caret, what would be replaced, and more by kind. */
function typed(text: string): unknown[] | undefined {
  const { text: bare, file, offset } = marked(text);
  const context = completionContext(bare, file, offset);
  if (!context) return undefined;
  const { kind, prefix, replace } = context;
  const more =
    kind === 'header-value'
      ? [context.header]
      : kind === 'directive-value'
        ? [context.directive]
        : kind === 'variable'
          ? [context.isClosed]
          : kind === 'header-name'
            ? [context.hasColon]
            : kind === 'body-json'
              ? [context.inString, context.isKey]
              : [];
  return [kind, prefix, bare.slice(replace.start, replace.end), ...more];
}

describe('completionContext', () => {
  test.each<[string, unknown[] | undefined]>([
    ['|', ['method', '', '']],
    ['P|', ['method', 'P', 'P']],
    ['PO|ST /x', ['method', 'PO', 'POST']],
    ['### a\n|\n### b\nGET /x', ['method', '', '']],
    ['### a\n\n|', ['method', '', '']],
    ['### a|\nGET /x', undefined],
    ['GET |', ['target', '', '']],
    ['GET /serv|ices/x', ['target', '/serv', '/services/x']],
    ['/serv|', ['target', '/serv', '/serv']],
    ['restlet:custom|', ['target', 'restlet:custom', 'restlet:custom']],
    ['GET restlet:a/b\n  ?x=1\n  &y|=2', ['target', 'restlet:a/b?x=1&y', '&y=2']],
    ['GET /x HTTP/1|.1', undefined],
    ['GET /x\nCont|', ['header-name', 'Cont', 'Cont', false]],
    ['GET /x\nCon|tent-Type: a', ['header-name', 'Con', 'Content-Type', true]],
    ['GET /x\n|', ['header-name', '', '', false]],
    ['GET /x\nA: b\n|\n\n{}', ['header-name', '', '', false]],
    ['GET /x\nContent-Type:|', ['header-value', '', '', 'Content-Type']],
    ['GET /x\nContent-Type: app|lication/xml', ['header-value', 'app', 'application/xml', 'Content-Type']],
    ['GET /{{|', ['variable', '', '', false]],
    ['GET /{{ a|b }}/x', ['variable', 'a', 'ab', true]],
    ['GET /{{%a|}}', ['variable', 'a', 'a', true]],
    ['GET /{{a|b/x?c', ['variable', 'a', 'ab', false]],
    ['GET /{{$randomInt 1| 5}}', ['variable', '$randomInt 1', '$randomInt 1 5', true]],
    ['@a = {{b|', ['variable', 'b', 'b', false]],
    ['# @account {{b|', ['variable', 'b', 'b', false]],
    ['GET /{{a}}|', ['target', '/{{a}}', '/{{a}}']],
    ['# @|\nGET /x', ['directive', '@', '@']],
    ['# @acc|ount x\nGET /x', ['directive', '@acc', '@account']],
    ['//@na|', ['directive', '@na', '@na']],
    ['# |\nGET /x', ['directive', '', '']],
    ['# a note|\nGET /x', undefined],
    ['# @account |\nGET /x', ['directive-value', '', '', 'account']],
    ['# @account 76|54 \nGET /x', ['directive-value', '76', '7654', 'account']],
    ['# @token = ja|', ['directive-value', 'ja', 'ja', 'token']],
    ['@na|me = 1', undefined],
    ['POST /x\n\n{ "a|" }', ['body-json', 'a', 'a', true, true]],
    ['POST /x\n\n{ "a": "b|', ['body-json', 'b', 'b', true, false]],
    ['POST /x\n\n{ "a": 1, |', ['body-json', '', '', false, true]],
    ['POST /x\n\n{ "a": t|rue }', ['body-json', 't', 'true', false, false]],
    ['POST /x\n\n{ "a": [1, "|"] }', ['body-json', '', '', true, false]],
    ['POST /x\n\n<a>|</a>', undefined],
    ['POST /x\nContent-Type: text/plain\n\n# @acc|', undefined],
    ['# @suiteql\nPOST /services/rest/query/v1/suiteql\n\nSELECT id FR|OM x', ['sql', 'FR', 'FROM']],
    ['# @suiteql\nPOST /services/rest/query/v1/suiteql\n\n|', ['sql', '', '']],
    ['GET /x\n\n> {%\n cl|ient\n%}\n', undefined],
  ])('%j', (text, expected) => {
    expect(typed(text)).toEqual(expected);
  });
});
