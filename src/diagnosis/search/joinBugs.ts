import type { Bug, Change } from './plan.ts';
import { correct } from './writing.ts';

/** The three parts joined without encoding them, with something else between them, or encoded once too often. */
export function joinBugs(): Bug[] {
  const bug = (change: Change['join'], cost: number): Bug => ({
    findings: [{ code: 'base-string-not-encoded' }],
    cost,
    slots: ['join'],
    change: { join: change ?? {} },
  });
  const raw = { raw: true } as const;
  const asUri = { ...correct, leave: ";,/?:@&=+$#!'()*" };
  return [
    bug({ url: raw, parameters: raw }, 1),
    bug({ parameters: raw }, 1.2),
    bug({ url: raw }, 1.2),
    bug({ url: asUri, parameters: asUri }, 1.5),
    bug({ parameters: asUri }, 2),
    bug({ url: asUri }, 2),
    bug({ url: { ...correct, leave: '/' } }, 1.8),
    bug({ url: { ...correct, leave: '/' }, parameters: { ...correct, leave: '/' } }, 1.8),
    bug({ url: { ...correct, leave: ':/' } }, 2),
    bug({ parameters: { ...correct, leave: '=' } }, 2.5),
    bug({ parameters: { ...correct, leave: '&' } }, 2.5),
    bug({ parameters: { ...correct, leave: '=&' } }, 2),
    bug({ parameters: { ...correct, leave: '%' } }, 2),
    bug({ parameters: { ...correct, leave: '%&=' } }, 2.5),
    bug({ url: { ...correct, leave: '%' }, parameters: { ...correct, leave: '%' } }, 2.5),
    bug({ separator: '%26' }, 3),
    bug({ separator: '' }, 3),
    bug({ separator: '\n' }, 4),
    bug({ separator: ' ' }, 4),
    bug({ separator: '+' }, 4),
    ...twiceBugs(),
  ];
}

function twiceBugs(): Bug[] {
  const twice = { twice: true } as const;
  return [
    {
      findings: [{ code: 'value-double-encoded' }],
      cost: 2.5,
      slots: ['join'],
      change: { join: { parameters: twice } },
    },
    { findings: [{ code: 'path-altered' }], cost: 2.5, slots: ['join'], change: { join: { url: twice } } },
    {
      findings: [{ code: 'value-double-encoded' }],
      cost: 2.5,
      slots: ['join'],
      change: { join: { url: twice, parameters: twice } },
    },
  ];
}
