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
