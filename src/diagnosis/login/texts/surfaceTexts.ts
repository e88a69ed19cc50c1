import type { LoginCauseText } from '../explanation.ts';
import { places } from '../places.ts';
import { assumed, documented, reported, restletErrors } from '../sources.ts';

/** Of what was called: the login may be well, and still this role may not go in by this door. */
export const surfaceTexts = {
  'rest-permission-missing': {
    title: 'The role may not use REST web services',
    explanation:
      'REST records and SuiteQL need the permission REST Web Services beside the one to log in with tokens. That its absence looks like a failed login has been reported.',
    fix: 'Add REST Web Services to the role, under Permissions > Setup.',
    place: places.roles,
    source: reported('jacobsvante/netsuite#27'),
  },
  'soap-permission-missing': {
    title: 'The role may not use SOAP web services',
    explanation:
      'SOAP calls need the permission SOAP Web Services beside the one to log in with tokens. That its absence looks like a failed login is assumed.',
    fix: 'Add SOAP Web Services to the role, under Permissions > Setup.',
    place: places.roles,
    source: assumed,
  },
  'web-services-only-role': {
    title: 'The role is for web services only',
    explanation: 'Roles with the box Web Services Only cannot call RESTlets, however right the token is.',
    fix: 'Clear Web Services Only Role on the role, or use a token of another role.',
    place: places.roles,
    source: documented('section_4254801119'),
  },
  'script-not-released': {
    title: 'The script or its deployment is not there for calls',
    explanation:
      'The login was good. SSS_INVALID_SCRIPTLET_ID means that script or deploy in the URL is wrong, the deployment is not deployed or not Released, or the script is inactive.',
    fix: 'Compare script and deploy with the deployment, and set its Status to Released.',
    place: places.deployments,
    source: restletErrors,
  },
  'outside-audience': {
    title: 'The role is outside the audience of the deployment',
    explanation:
      'The login was good. A caller whose role or user is not in the deployment’s audience is reported to get SSS_INVALID_SCRIPTLET_ID, as if the script were not there.',
    fix: 'Add the role to Audience on the deployment.',
    place: places.deployments,
    source: assumed,
  },
  'scripting-off': {
    title: 'SuiteScript is switched off in the account',
    explanation:
      'RESTlets need both Client SuiteScript and Server SuiteScript. That a RESTlet then looks as if it were not there is assumed.',
    fix: 'Tick Client SuiteScript and Server SuiteScript, and accept their terms.',
    place: places.enableFeatures,
    source: documented('bridgehead_4253254429'),
  },
  'web-services-off': {
    title: 'These web services are switched off in the account',
    explanation:
      'The login was good. REST and SOAP web services are features of their own, and the one that was called is not enabled.',
    fix: 'Tick REST Web Services or SOAP Web Services.',
    place: places.enableFeatures,
    source: documented('section_N3421552'),
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
