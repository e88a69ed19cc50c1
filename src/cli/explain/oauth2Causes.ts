import { explainOAuth2 } from '../../diagnosis/oauth2/explainOAuth2.ts';
import type { OAuth2Evidence } from '../../diagnosis/oauth2/evidence.ts';
import { oauth2CauseTexts } from '../../diagnosis/oauth2/oauth2CauseTexts.ts';
import type { Finding, RankedCause } from '../../diagnosis/login/explanation.ts';
import type { OAuth2CauseCode } from '../../diagnosis/oauth2/oauth2CauseCodes.ts';
import { oauth2Facts } from '../../exchange/login/oauth2Facts.ts';
import type { Exchange } from '../../exchange/record.ts';
import type { Paint } from '../streams/paint.ts';
import { printable } from '../streams/printable.ts';
import { wrap } from '../streams/wrap.ts';

type Cause = RankedCause<OAuth2CauseCode>;

/** Causes that are told where none is certain: more would be a list of everything. */
const mostTold = 4;

const certainties: Readonly<Record<Cause['certainty'], string>> = {
  shown: 'certain',
  likely: 'likely',
  possible: 'possible',
  unlikely: 'unlikely',
};

const origins: Readonly<Record<Finding['from'], string>> = {
  call: 'the call',
  book: 'what is known of the login',
  probe: 'other calls',
  audit: 'the audit trail',
};

/** Why a login was refused, for people in lines, and for programs. */
export interface Explanation {
  readonly lines: readonly string[];
  readonly causes: readonly object[];
}

/** Why a login by OAuth 2.0 was refused, the likeliest first; undefined where it was not. */
export function explainExchange(exchange: Exchange): Explanation | undefined {
  const evidence = oauth2Facts(exchange);
  const causes = evidence ? toldCauses(evidence) : [];
  return causes.length === 0
    ? undefined
    : { lines: causeLines(causes, (_, text) => text), causes: describeCauses(causes) };
}

/** What is certain, or the likeliest of what there is. */
export function toldCauses(evidence: OAuth2Evidence): readonly Cause[] {
  const ranked = explainOAuth2(evidence);
  const certain = ranked.filter(({ certainty }) => certainty === 'shown');
  return certain.length > 0 ? certain : ranked.filter(({ certainty }) => certainty !== 'unlikely').slice(0, mostTold);
}

/** For programs. */
export function describeCauses(causes: readonly Cause[]): readonly object[] {
  return causes.map(({ code, certainty, supports }) => {
    const { title, explanation, fix, place, source } = oauth2CauseTexts[code];
    return {
      code,
      certainty: certainties[certainty],
      title,
      explanation,
      fix,
      ...(place && { where: place.menu }),
      evidence: supports.map(filled),
      source: source.url ?? source.confidence,
    };
  });
}

/** For a person at a terminal, indented below what is explained. */
export function causeLines(causes: readonly Cause[], paint: Paint): readonly string[] {
  return causes.flatMap(({ code, certainty, supports, contradicts }) => {
    const { title, explanation, fix, place, source } = oauth2CauseTexts[code];
    return [
      paint('bold', `● ${title}  [${code}] (${certainties[certainty]})`),
      ...wrap(explanation, '  '),
      ...supports.flatMap(finding => wrap(`+ ${filled(finding)} (${origins[finding.from]})`, '  ', '    ')),
      ...contradicts.flatMap(finding => wrap(`- ${filled(finding)} (${origins[finding.from]})`, '  ', '    ')),
      ...wrap(`→ ${fix}`, '  ', '    '),
      ...(place ? [`    ${place.menu}`] : []),
      ...(source.url === undefined ? [] : [`    ${source.url}`]),
    ].map(printable);
  });
}

/** A text with its data in place. */
export function filled({ text, data }: Pick<Finding, 'text' | 'data'>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? (data[name] ?? '') : whole,
  );
}
