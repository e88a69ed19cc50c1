import type { PassportDraft } from '../../tba/passportSteps.ts';
import type { Pair } from '../../tba/percentEncoding.ts';
import type { SignatureDraft } from '../../tba/signatureDraft.ts';
import type { Takes } from '../rpc.ts';
import { listOf, nothing, oneOf, optional, record, text } from '../shapes.ts';
import type { SignatureContract } from './messages.ts';

const pairs = listOf(record<Pair>({ name: text, value: text }));

/** What each call of the panel takes. */
export const signatureTakes: Takes<SignatureContract> = {
  ready: nothing,
  edit: record({
    draft: record<SignatureDraft>({
      method: text,
      url: text,
      query: optional(pairs),
      form: optional(pairs),
      realm: text,
      consumerKey: text,
      token: text,
      nonce: text,
      timestamp: text,
      params: pairs,
    }),
  }),
  editPassport: record({
    draft: record<PassportDraft>({ account: text, consumerKey: text, token: text, nonce: text, timestamp: text }),
  }),
  compare: record({ text, with: oneOf({ header: true, passport: true }) }),
  copy: record({
    what: oneOf({
      url: true,
      parameters: true,
      joined: true,
      baseString: true,
      signature: true,
      authorization: true,
      passport: true,
      passportBase: true,
      passportSignature: true,
      report: true,
    }),
  }),
};
