import { correct, encodeText, type Style } from './writing.ts';
import type { KeyPlan } from './plan.ts';
import type { DoctorCredentials, KeyPart, KeyShape } from '../diagnosis.ts';

/** The signing key that a plan makes. It is a secret: it goes into the hash and nowhere else. */
export function keyText(plan: KeyPlan, credentials: DoctorCredentials): string {
  const part = (which: 'first' | 'second'): string => {
    const source = plan[which];
    return source === 'nothing' ? '' : encode(plan.changeSecret(credentials[source], which), plan.encoding);
  };
  return plan.changeKey(part('first') + plan.ampersand + part('second'));
}

/** The same without what it is made of. */
export function keyShape(plan: KeyPlan): KeyShape {
  const isEncoded = plan.encoding === 'percent';
  return {
    first: parts[plan.first],
    second: parts[plan.second],
    ampersand: plan.ampersand === '&',
    encoding: isEncoded
      ? 'percent-encoded'
      : plan.encoding === 'raw'
        ? 'raw'
        : plan.encoding === 'twice'
          ? 'encoded-twice'
          : 'other',
    whitespace: plan.changeSecret('x', 'first') + plan.changeSecret('x', 'second') + plan.changeKey('') !== 'xx',
  };
}

const parts: Readonly<Record<KeyPlan['first'], KeyPart>> = {
  consumerSecret: 'consumer-secret',
  tokenSecret: 'token-secret',
  consumerKey: 'consumer-key',
  token: 'token-id',
  nothing: 'nothing',
};

const styles: Readonly<Record<'percent' | 'form' | 'lower' | 'form-lower' | 'uri-component', Style>> = {
  percent: correct,
  form: { ...correct, plus: true },
  lower: { ...correct, lower: true },
  'form-lower': { ...correct, plus: true, lower: true, leave: '!()*' },
  'uri-component': { ...correct, leave: "!'()*" },
};

function encode(secret: string, encoding: KeyPlan['encoding']): string {
  switch (encoding) {
    case 'raw':
      return secret;
    case 'twice':
      return encodeText(encodeText(secret, correct), correct);
    case 'percent':
    case 'form':
    case 'lower':
    case 'form-lower':
    case 'uri-component':
      return encodeText(secret, styles[encoding]);
  }
}
