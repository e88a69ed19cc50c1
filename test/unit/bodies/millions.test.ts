import { expect, it } from 'vitest';
import { BodyReader } from '../../../src/bodies/bodyReader.ts';
import { finishBody } from '../../../src/bodies/openBody.ts';
import { foldToLevel, revealNode } from '../../../src/bodies/foldView.ts';
import { pathFinder } from '../../../src/bodies/jsonPathOf.ts';
import { pageRows } from '../../../src/bodies/rows.ts';

it('reads several million rows in pieces, jumps to the last and says where it is', { timeout: 120_000 }, () => {
  const count = 1_000_000;
  const encoder = new TextEncoder();
  const reader = new BodyReader({ contentType: 'application/json' });
  for (let id = 0; id < count; id += 10_000) {
    const piece = Array.from({ length: 10_000 }, (_, i) => `{"id":${id + i},"total":${id + i}.10}`).join(',');
    reader.add(encoder.encode(`${id === 0 ? '[' : ','}${piece}`));
  }
  reader.add(encoder.encode(']'));
  const { summary, view } = finishBody({ status: 200, contentType: 'application/json' }, reader.finish());
  const total = count * 4 + 2;
  expect([summary.rows, summary.table?.rows]).toEqual([total, count]);
  if (!view) {
    throw new Error('It is no JSON.');
  }
  expect(pageRows(view, total - 3, 5)).toMatchObject([
    { role: 'value', key: { text: '"total"' }, value: { text: `${count - 1}.10` }, depth: 2 },
    { role: 'close', depth: 1, comma: false },
    { role: 'close', depth: 0 },
  ]);
  const last = view.index.count - 1;
  expect(pathFinder(view.index)(last)).toBe(`$[${count - 1}].total`);
  foldToLevel(view, 1);
  expect(view.total).toBe(count + 2);
  expect(revealNode(view, last)).toBe(count + 2);
});
