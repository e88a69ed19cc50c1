/** What a fault does to a call; of each group a call takes one at most. */
export type FaultGroup = 'clock' | 'delay' | 'answer' | 'delivery';

interface NumberParameter {
  readonly kind: 'number';
  /** What the number counts. */
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** Digits after the point. */
  readonly decimals: number;
}

interface ChoiceParameter {
  readonly kind: 'choice';
  readonly label: string;
  /** The first is the initial one. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export type FaultParameter = NumberParameter | ChoiceParameter;

/** One row of the list that the page shows and the header is read by. */
export interface FaultKind {
  readonly id: string;
  readonly group: FaultGroup;
  readonly label: string;
  /** What happens, and what a client learns from it. */
  readonly teaches: string;
  /** Undefined when there is nothing to choose. */
  readonly parameter: FaultParameter | undefined;
}

/** The faults, in the order of the page. */
export const faultKinds = [
  {
    id: 'latency',
    group: 'delay',
    label: 'Latency',
    teaches:
      'The call is carried out at once, its answer comes late. Is the time limit long enough, and what does the client do when it is not?',
    parameter: number('Seconds', 0.1, 1000, 5, 1),
  },
  {
    id: 'drip',
    group: 'delivery',
    label: 'Slow drip',
    teaches:
      'The headers come at once, the body a few bytes at a time. Does a time limit count from the start or from the last byte?',
    parameter: number('Bytes per second', 1, 1_000_000, 100, 0),
  },
  {
    id: 'reset',
    group: 'delivery',
    label: 'Connection reset',
    teaches:
      'The call is carried out, then the connection breaks. A POST must not simply be sent again: it may have created its record.',
    parameter: {
      kind: 'choice',
      label: 'When',
      options: [
        { value: 'before', label: 'Before the first byte' },
        { value: 'headers', label: 'After the headers' },
        { value: 'body', label: 'In the middle of the body' },
      ],
    },
  },
  {
    id: 'truncate',
    group: 'delivery',
    label: 'Truncated body',
    teaches:
      'Half of the body comes, though Content-Length promises all of it, and the connection ends in good order. Is half an answer taken for a whole one?',
    parameter: undefined,
  },
  {
    id: 'bad-gzip',
    group: 'delivery',
    label: 'Bad gzip',
    teaches: 'Content-Encoding says gzip, the bytes are none. Is the failure to unpack shown as what it is?',
    parameter: undefined,
  },
  {
    id: 'html',
    group: 'answer',
    label: 'HTML error page',
    teaches:
      'A page for people comes in place of JSON or XML. Is the status, or the content type, looked at before the body is parsed?',
    parameter: {
      kind: 'choice',
      label: 'Status',
      options: [
        { value: '200', label: '200 OK' },
        { value: '503', label: '503 Service Unavailable' },
      ],
    },
  },
  {
    id: 'redirect',
    group: 'answer',
    label: 'Other data center',
    teaches:
      '302 to another host. A signature is good for one host only: a client must find the right one and sign anew, and never follow.',
    parameter: undefined,
  },
  {
    id: 'status',
    group: 'answer',
    label: 'Server error',
    teaches:
      'A 5xx status with the body that the surface gives its errors. May the call be repeated, and is it signed anew each time?',
    parameter: {
      kind: 'choice',
      label: 'Status',
      options: [
        { value: '500', label: '500 Internal Server Error' },
        { value: '502', label: '502 Bad Gateway' },
        { value: '503', label: '503 Service Unavailable' },
        { value: '504', label: '504 Gateway Timeout' },
      ],
    },
  },
  {
    id: 'throttle',
    group: 'answer',
    label: 'Throttling',
    teaches:
      'The concurrency limit counts as exceeded: 400 from a RESTlet, 429 from REST, a fault from SOAP. Wait, then sign anew: the nonce of this call is used up.',
    parameter: undefined,
  },
  {
    id: 'body',
    group: 'answer',
    label: 'Large JSON body',
    teaches: 'A valid JSON array of so many megabytes. Is it read piece by piece, and can it still be looked at?',
    parameter: number('Megabytes', 1, 200, 10, 0),
  },
  {
    id: 'text',
    group: 'answer',
    label: 'Large text body',
    teaches: 'The same as plain text, a line a row.',
    parameter: number('Megabytes', 1, 200, 10, 0),
  },
  {
    id: 'skew',
    group: 'clock',
    label: 'Clock skew',
    teaches:
      "The server's clock runs so many minutes ahead, or behind when negative, and its Date header says so. From five minutes on, every signature is refused.",
    parameter: number('Minutes', -1440, 1440, 10, 1),
  },
] as const satisfies readonly FaultKind[];

export type FaultId = (typeof faultKinds)[number]['id'];

/** A fault with its value; '' where it takes none. */
export interface Fault {
  readonly id: FaultId;
  readonly value: string;
}

/** A fault of one group. */
export interface FaultOf<Group extends FaultGroup> extends Fault {
  readonly id: Extract<(typeof faultKinds)[number], { readonly group: Group }>['id'];
}

export function findOfGroup<Group extends FaultGroup>(
  faults: readonly Fault[],
  group: Group,
): FaultOf<Group> | undefined {
  return faults.find((fault): fault is FaultOf<Group> => kindOf(fault.id).group === group);
}

export function kindOf(id: FaultId): FaultKind & { readonly id: FaultId } {
  const found = faultKinds.find(each => each.id === id);
  if (!found) {
    throw new Error(`There is no fault ${id}.`);
  }
  return found;
}

/** What is wrong with a value, in a sentence; undefined when nothing is. */
export function valueProblem({ label, parameter }: FaultKind, value: string): string | undefined {
  if (!parameter) {
    return value === '' ? undefined : `${label} takes no value.`;
  }
  if (parameter.kind === 'choice') {
    const values = parameter.options.map(each => each.value);
    return values.includes(value) ? undefined : `${label} takes one of ${values.join(', ')}.`;
  }
  const { min, max, decimals } = parameter;
  const isNumber = new RegExp(`^-?[0-9]{1,7}${decimals > 0 ? `(?:\\.[0-9]{1,${decimals}})?` : ''}$`).test(value);
  return isNumber && Number(value) >= min && Number(value) <= max ? undefined : `${label} takes ${rangeOf(parameter)}.`;
}

export function rangeOf({ label, min, max, decimals }: NumberParameter): string {
  const digits = decimals > 0 ? `, with at most ${decimals} digit${decimals === 1 ? '' : 's'} after the point` : '';
  return `a ${decimals > 0 ? 'number' : 'whole number'} from ${min} to ${max} (${label.toLowerCase()}${digits})`;
}

/** How a fault is named in a list, such as `Latency: 5 seconds`. */
export function labelOf({ id, value }: Fault): string {
  const { label, parameter } = kindOf(id);
  switch (parameter?.kind) {
    case undefined:
      return label;
    case 'number':
      return `${label}: ${value} ${parameter.label.toLowerCase()}`;
    case 'choice':
      return `${label}: ${parameter.options.find(each => each.value === value)?.label ?? value}`;
  }
}

function number(label: string, min: number, max: number, initial: number, decimals: number): NumberParameter {
  return { kind: 'number', label, min, max, initial, decimals };
}
