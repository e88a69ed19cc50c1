import { readDates, type DateReading } from '../values/dates.ts';

/**
 * A function that turns the texts of a column into numbers in the order of time, or undefined when they are not all
 * dates. Whether day or month is first is decided by the whole column; where nothing decides it, by month first, which
 * is NetSuite's default.
 */
export function columnDates(texts: readonly string[]): ((text: string) => number) | undefined {
  let possible: ReadonlySet<DateReading['form']> | undefined;
  for (const text of texts) {
    const forms = new Set(readDates(text, 'string').map(({ form }) => form));
    possible = possible ? new Set([...possible].filter(form => forms.has(form))) : forms;
    if (possible.size === 0) {
      return undefined;
    }
  }
  const form = possible?.has('month-first') ? 'month-first' : [...(possible ?? [])][0];
  if (form === undefined) {
    return undefined;
  }
  return text => {
    const reading = readDates(text, 'string').find(each => each.form === form);
    return reading ? Date.parse(reading.iso.endsWith('Z') ? reading.iso : `${withTime(reading.iso)}Z`) : NaN;
  };
}

function withTime(iso: string): string {
  return iso.includes('T') ? iso : `${iso}T00:00:00`;
}
