import type { XmlIndex } from './xmlIndex.ts';
import { elementNamed, elementsIn, elementText, localName } from './xmlText.ts';

/** A SOAP fault, of 1.1 or 1.2, unwrapped. */
export interface SoapFault {
  /** `faultcode` or `Code/Value`, as spelled. */
  readonly code: string;
  /** `faultstring` or the first `Reason/Text`. */
  readonly message: string;
  readonly actor?: string;
  /** The local name of the first element in `detail`, such as `invalidCredentialsFault`. */
  readonly detailName?: string;
  /** `code` and `message` inside it, as SuiteTalk's platform faults have them. */
  readonly detailCode?: string;
  readonly detailMessage?: string;
}

/** The fault in a SOAP message (SOAP 1.1 section 4.4, SOAP 1.2 part 1 section 5.4); undefined when there is none. */
export function readSoapFault(index: XmlIndex): SoapFault | undefined {
  const within = (node: number | undefined, name: string) =>
    node === undefined ? undefined : elementNamed(index, node, name);
  const textIn = (node: number | undefined, name: string) => {
    const found = within(node, name);
    return found === undefined ? undefined : elementText(index, found);
  };
  const fault = within(within(elementNamed(index, undefined, 'Envelope'), 'Body'), 'Fault');
  if (fault === undefined) {
    return undefined;
  }
  const detail = within(fault, 'detail') ?? within(fault, 'Detail');
  const inside = detail === undefined ? undefined : elementsIn(index, detail)[0];
  const [actor, detailCode, detailMessage] = [
    textIn(fault, 'faultactor') ?? textIn(fault, 'Role'),
    textIn(inside, 'code'),
    textIn(inside, 'message'),
  ];
  return {
    code: textIn(fault, 'faultcode') ?? textIn(within(fault, 'Code'), 'Value') ?? '',
    message: textIn(fault, 'faultstring') ?? textIn(within(fault, 'Reason'), 'Text') ?? '',
    ...(actor !== undefined && actor !== '' && { actor }),
    ...(inside !== undefined && { detailName: localName(index, inside) }),
    ...(detailCode !== undefined && { detailCode }),
    ...(detailMessage !== undefined && { detailMessage }),
  };
}
