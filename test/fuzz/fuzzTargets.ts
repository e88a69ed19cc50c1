import type { FuzzTarget } from './fuzzTarget.ts';
import { assertions, auditTrail, suiteQl, timeHeaders } from './targets/answerTargets.ts';
import { anyBody, jsonBody, jsonPath, xmlBody, xPath } from './targets/bodyTargets.ts';
import { diagnosis, pastedCall } from './targets/doctorTargets.ts';
import { authorizationHeader, difference } from './targets/headerTargets.ts';
import { drawnState } from './targets/drawnTargets.ts';
import { credentialText, curlCommand, foreignRequests, restletScript } from './targets/importTargets.ts';
import { messagesToHost, messagesToPanel } from './targets/messageTargets.ts';
import { keyFiles, redirectAddress, tokenAnswer } from './targets/oauth2Targets.ts';
import { panelTargets } from './targets/panelTargets.ts';
import { bearerChallenge, inspectedToken } from './targets/tokenTargets.ts';
import { authorizationRequest, formWithFiles, redirectUri } from './targets/practiceFormTargets.ts';
import { requestFile, requestTarget, typedFile } from './targets/requestTargets.ts';
import {
  accountsFile,
  historyEntry,
  keptView,
  practiceState,
  storedIndex,
  vaultEntry,
} from './targets/storedTargets.ts';

/** Everything that takes what others wrote. */
export const fuzzTargets: readonly FuzzTarget[] = [
  ...[requestFile, requestTarget, typedFile, authorizationHeader, difference, pastedCall, diagnosis],
  ...[credentialText, foreignRequests, curlCommand, restletScript],
  ...[redirectAddress, keyFiles, tokenAnswer, inspectedToken, bearerChallenge],
  ...[storedIndex, vaultEntry, drawnState, accountsFile, historyEntry, practiceState, keptView],
  ...[authorizationRequest, redirectUri, formWithFiles],
  ...panelTargets,
  ...[auditTrail, timeHeaders, assertions, suiteQl],
  ...[messagesToHost, messagesToPanel, jsonBody, jsonPath, xmlBody, xPath, anyBody],
];
