import * as vscode from 'vscode';
import { CodedError, isCoded } from '../../codedError.ts';
import { originsOf, signedUrl } from '../../exchange/callAccount.ts';
import { resolveTarget } from '../../requests/parse/target.ts';
import type { NonceSource } from '../../tba/nonce.ts';
import { signRequest } from '../../tba/signRequest.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { explainError } from '../errorText.ts';
import { requireTrust } from '../trust.ts';
import { askText, errorRemark } from '../wizard.ts';
import { chooseSigner, type ChosenSigner } from './chooseSigner.ts';
import { inspectionOf } from './inspection.ts';
import type { SignaturePanels } from './signaturePanels.ts';

let count = 0;

/** Opens the signature of a request that is typed in, or of an empty one to be filled in on the panel. */
export async function inspectTyped(
  services: Pick<AccountServices, 'book' | 'active' | 'log' | 'network'>,
  signatures: () => Promise<SignaturePanels>,
): Promise<void> {
  requireTrust();
  const title = vscode.l10n.t('Inspect Signature');
  const signer = await chooseSigner(services, title);
  if (!signer) {
    return;
  }
  const source = services.network.clocks.nonces(signer.accountId);
  const typed = await askText(
    { title, step: 1, total: 1 },
    {
      prompt: vscode.l10n.t('Method and URL. Left empty, the request is written on the panel.'),
      placeholder: 'GET restlet:customscript_orders/customdeploy_orders?id=10421',
      check: text => {
        try {
          signTyped(text, signer, source);
          return undefined;
        } catch (error) {
          if (isCoded(error)) {
            return errorRemark(explainError(error).title);
          }
          throw error;
        }
      },
    },
  );
  if (typed.kind !== 'next') {
    return;
  }
  const steps = signTyped(typed.value, signer, source);
  const inspection = await inspectionOf(
    {
      title: typed.value.trim() === '' ? vscode.l10n.t('New request') : typed.value.trim(),
      accountName: signer.accountName,
      credentialLabel: signer.label,
      sent: false,
      steps,
      secrets: [signer.secrets.consumerSecret, signer.secrets.tokenSecret],
      signer: () => Promise.resolve(signer.secrets),
    },
    source,
  );
  (await signatures()).show(`typed ${++count}`, inspection);
}

/** @throws CodedError `target-unknown`, and those of signRequest */
function signTyped(text: string, signer: ChosenSigner, source: NonceSource): SignatureSteps {
  const [, method = 'GET', target = ''] = /^(?:([A-Za-z]+)\s+)?([\s\S]*)$/.exec(text.trim()) ?? [];
  const { accountId, account, secrets } = signer;
  const destination = account ?? { accountId };
  const origins = originsOf(destination);
  const url = target === '' ? `${origins.restlets}/app/site/hosting/restlet.nl` : resolveTarget(target, origins).url;
  return signRequest(
    {
      method,
      url: asSigned(url, destination),
      realm: accountId,
      nonce: source.nonce(),
      timestamp: source.timestamp(),
    },
    secrets,
  );
}

/** Nothing is sent from here, so that another host than the account's is signed as it is. */
function asSigned(url: string, destination: Parameters<typeof signedUrl>[1]): string {
  try {
    return signedUrl(url, destination);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'host-of-another-account') {
      return url;
    }
    throw error;
  }
}
