import type { RowChange } from '../../../tba/signatureChanges.ts';
import type { ParameterSource } from '../../../tba/signatureSteps.ts';
import type { PassportView, SignatureState, SignatureStrings } from '../messages.ts';
import { rowFields, type Field } from './drafts.ts';

/** One row of the table of what is signed. */
export interface TableRow {
  /** Which colour it has. */
  readonly tone: ParameterSource;
  readonly icon: string;
  readonly from: string;
  readonly name: string;
  readonly value: string;
  readonly encodedName: string;
  readonly encodedValue: string;
  /** Undefined for what is always the same. */
  readonly field: Field | undefined;
  readonly change: RowChange | undefined;
}

const icons: Readonly<Record<ParameterSource, string>> = {
  query: 'link',
  form: 'list-flat',
  oauth: 'key',
  header: 'mail',
};

/** The parameters in signed order. */
export function parameterRows(state: SignatureState, strings: SignatureStrings): TableRow[] {
  const fields = rowFields(state);
  return state.view.steps.parameters.map(({ name, value, encodedName, encodedValue, source }, row) => ({
    tone: source,
    icon: icons[source],
    from: strings.sources[source],
    name,
    value,
    encodedName,
    encodedValue,
    field: fields[row],
    change: state.changes.rows[row],
  }));
}

/** The five values of a TokenPassport, in their fixed order; each in the colour of what it is like. */
export function passportRows({ steps, original }: PassportView, strings: SignatureStrings): TableRow[] {
  return steps.fields.map(({ name, value, encoded }) => {
    const tone = (
      { account: 'query', consumerKey: 'oauth', token: 'oauth', nonce: 'form', timestamp: 'form' } as const
    )[name];
    return {
      tone,
      icon:
        name === 'account' ? 'account' : name === 'timestamp' ? 'clock' : name === 'nonce' ? 'symbol-number' : 'key',
      from: strings.passportSources[name],
      name,
      value,
      encodedName: name,
      encodedValue: encoded,
      field: { text: name },
      change: original[name] === value ? undefined : { kind: 'changed', name, value: original[name] },
    };
  });
}
