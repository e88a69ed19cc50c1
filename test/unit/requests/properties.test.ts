import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import type { RequestFile, Span } from '../../../src/requests/nodes.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { requestAt } from '../../../src/requests/editor/requestAt.ts';
import { resolveRequest } from '../../../src/requests/values/resolve.ts';
import { anyText } from './anyText.ts';
import { at, claims, fixedSources } from './sample.ts';

const within = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end;
const property = (check: (text: string, file: RequestFile) => void) => {
  fc.assert(
    fc.property(anyText, text => {
      check(text, parseRequests(text));
    }),
    { numRuns: 400 },
  );
};

test('any text parses, and every span is in it and says what is there', () => {
  property((text, file) => {
    for (const { span, value } of claims(file)) {
      expect(span.start >= 0 && span.start <= span.end && span.end <= text.length).toBe(true);
      // A method that is not written has an empty range.
      if (value !== undefined && span.start !== span.end) expect(at(text, span)).toBe(value);
    }
  });
});

test('texts of several parts are the parts joined, in the order of the file', () => {
  property((_, file) => {
    for (const { target, body } of file.requests) {
      const texts = [{ whole: target.value, parts: target.parts }];
      if (body) texts.push({ whole: body.text, parts: body.parts });
      for (const { whole, parts } of texts) {
        expect(parts.map(({ value }) => value).join('')).toBe(whole);
        parts.slice(1).forEach((part, i) => {
          expect(part.range.start).toBeGreaterThanOrEqual(parts[i]!.range.end);
        });
      }
    }
  });
});

test('requests are in order, do not overlap, and hold all that belongs to them', () => {
  property((_, file) => {
    let end = 0;
    for (const request of file.requests) {
      expect(request.block.start).toBe(end);
      end = request.block.end;
      expect(within(request.range, request.block)).toBe(true);
      for (const { span } of claims({ ...file, requests: [request], variables: [], problems: [] })) {
        expect(within(span, span === request.block ? span : request.range)).toBe(true);
      }
    }
    expect(end).toBeLessThanOrEqual(file.length);
    file.variables.slice(1).forEach((variable, i) => {
      expect(variable.range.start).toBeGreaterThanOrEqual(file.variables[i]!.range.end);
    });
  });
});

test('every offset of a request leads to that request', () => {
  property((_, file) => {
    for (const request of file.requests) {
      for (let offset = request.range.start; offset < request.range.end; offset++) {
        expect(requestAt(file, offset)).toBe(request);
      }
    }
  });
});

test('parsing depends on the text alone, and a request on its own block', () => {
  property((text, file) => {
    expect(parseRequests(text)).toEqual(file);
    for (const request of file.requests) {
      const alone = parseRequests(at(text, request.block)).requests;
      expect(alone).toHaveLength(1);
      expect(alone[0]!.target.value).toBe(request.target.value);
      expect(alone[0]!.body?.text).toBe(request.body?.text);
    }
  });
});

test('resolving gives the same each time, or refuses with a code', () => {
  property((_, file) => {
    for (const request of file.requests) {
      const resolve = () => {
        try {
          return resolveRequest(file, request, fixedSources(), undefined, 'a file');
        } catch (error) {
          if (!isCoded(error)) throw error;
          return { code: error.code, data: error.data };
        }
      };
      const first = resolve();
      expect(resolve()).toEqual(first);
      if ('headers' in first) {
        expect(first.target).not.toMatch(/[\r\n]/);
        for (const { value } of first.headers) expect(value).not.toMatch(/[\r\n]/);
      }
    }
  });
});

test('what stops a request from being sent is reported by the lint', () => {
  property((_, file) => {
    const reported = new Set(lintRequests(file).map(({ code }) => code as string));
    for (const request of file.requests) {
      try {
        resolveRequest(file, request, fixedSources(), undefined, 'a file');
      } catch (error) {
        if (!isCoded(error)) throw error;
        // Only the values tell whether these are so.
        if (!/^(?:header-injection|target-injection|target-missing|header-value-invalid)$/.test(error.code)) {
          expect(reported).toContain(error.code);
        }
      }
    }
  });
});
