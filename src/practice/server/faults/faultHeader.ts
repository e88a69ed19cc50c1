import { CodedError } from '../../../codedError.ts';
import { faultKinds, kindOf, valueProblem } from './catalogue.ts';
import type { Fault } from './catalogue.ts';

export const faultHeader = 'X-Practice-Fault';

const longest = 500;

/**
 * Reads the header that asks for faults: `name` or `name=value`, several separated by `;`, each group once at most.
 * `none` asks for no fault, not even those switched on.
 *
 * @param values the header as sent, one value for each time
 * @throws CodedError `bad-fault-header` (what)
 */
export function parseFaultHeader(values: readonly string[]): readonly Fault[] {
  const text = values.join(';');
  if (text.length > longest) {
    throw bad(`It is longer than ${longest} characters.`);
  }
  const parts = text.split(';').map(each => each.trim());
  if (parts.join() === 'none') {
    return [];
  }
  const faults = parts.map(parseFault);
  for (const [index, fault] of faults.entries()) {
    const { group } = kindOf(fault.id);
    const same = faults.slice(0, index).find(each => kindOf(each.id).group === group);
    if (same) {
      throw bad(`${same.id} and ${fault.id} cannot be had together.`);
    }
  }
  return faults;
}

function parseFault(part: string): Fault {
  const [name = '', ...rest] = part.split('=');
  const kind = faultKinds.find(({ id }) => id === name.trim());
  if (!kind) {
    throw bad(
      `There is no fault "${printable(name.trim())}". There are: ${faultKinds.map(({ id }) => id).join(', ')}.`,
    );
  }
  const value = rest.join('=').trim();
  const problem = valueProblem(kind, value);
  if (problem !== undefined) {
    throw bad(problem);
  }
  return { id: kind.id, value };
}

function bad(what: string): CodedError<'bad-fault-header'> {
  return new CodedError('bad-fault-header', { what: `The header ${faultHeader} cannot be read. ${what}` });
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, '?').slice(0, 60);
}
