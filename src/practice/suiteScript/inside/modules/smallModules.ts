import { absent, named, need, needText, wordEnum } from '../args.ts';
import type { Host } from '../host.ts';
import { plainText } from '../text.ts';

const levels = ['DEBUG', 'AUDIT', 'ERROR', 'EMERGENCY'] as const;

/** N/log, which is a global too. Rows below the deployment's log level are not kept; longer text is cut (assumed). */
export function logModule(host: Host): object {
  const write =
    (level: (typeof levels)[number]) =>
    (...given: unknown[]): void => {
      const { title, details } = named(given, ['title', 'details']);
      if (levels.indexOf(level) >= levels.indexOf(host.call.logLevel)) {
        const row = { level, title: plainText(title).slice(0, 99), detail: plainText(details).slice(0, 3999) };
        host.ask({ kind: 'log', row });
      }
    };
  return Object.freeze({
    debug: write('DEBUG'),
    audit: write('AUDIT'),
    error: write('ERROR'),
    emergency: write('EMERGENCY'),
  });
}

/** N/error. */
export function errorModule(host: Host): object {
  return Object.freeze({
    create: (...given: unknown[]) => {
      const options = named(given, ['name', 'message', 'notifyOff']);
      const name = needText(host, 'error.create', options, 'name');
      const notifyOff = options['notifyOff'] === true;
      return host.error(name, plainText(options['message']), { by: 'createError(N/error)', notifyOff });
    },
    Type: new Proxy(
      {},
      {
        // The enumeration's values are its names.
        get: (_, name) => (typeof name === 'string' && /^[A-Z]/.test(name) ? name : undefined),
        set: () => false,
      },
    ),
  });
}

/** N/runtime. */
export function runtimeModule(host: Host): object {
  const { call } = host;
  const user = Object.freeze({
    ...call.user,
    roleCenter: call.user.roleCenter ?? '',
    ...absent(host, 'User', ['getPermission', 'getPreference']),
  });
  const script = Object.freeze({
    id: call.scriptId,
    deploymentId: call.deploymentId,
    logLevel: call.logLevel,
    bundleIds: Object.freeze([]),
    getRemainingUsage: () => host.remaining(),
    getParameter: (...given: unknown[]) => {
      const name = needText(host, 'Script.getParameter', named(given, ['name']), 'name');
      return Object.hasOwn(call.scriptParameters, name) ? call.scriptParameters[name] : null;
    },
  });
  return Object.freeze({
    accountId: call.accountId,
    envType: /_(?:SB|RP)\d*$/i.test(call.accountId) ? 'SANDBOX' : 'PRODUCTION',
    executionContext: 'RESTLET',
    getCurrentUser: () => user,
    getCurrentScript: () => script,
    EnvType: wordEnum('SANDBOX PRODUCTION BETA INTERNAL'),
    ContextType: wordEnum(
      'ACTION CLIENT CSV_IMPORT MAP_REDUCE MASS_UPDATE RESTLET REST_WEBSERVICES SCHEDULED SUITELET USER_EVENT ' +
        'USER_INTERFACE WEBSERVICES WORKFLOW',
      word => word.replaceAll('_', ''),
    ),
    Permission: Object.freeze({ FULL: 4, EDIT: 3, CREATE: 2, VIEW: 1, NONE: 0 }),
    ...absent(host, 'runtime', ['getCurrentSession', 'isFeatureInEffect']),
  });
}

/** What restlet.createResponse makes; recognised by its class. */
export class RestletResponse {
  readonly content: string;
  readonly contentType: string;

  constructor(content: string, contentType: string) {
    this.content = content;
    this.contentType = contentType;
    Object.freeze(this);
  }
}

/** N/scriptTypes/restlet (ORA:section_0618021129). */
export function restletModule(host: Host): object {
  const api = 'restlet.createResponse';
  return Object.freeze({
    createResponse: (...given: unknown[]) => {
      const options = named(given, ['content', 'contentType']);
      // An empty content is content.
      const content = options['content'] === '' ? '' : need(host, api, options, 'content');
      const contentType = need(host, api, options, 'contentType');
      if (typeof content !== 'string' || typeof contentType !== 'string') {
        const wrong = typeof content === 'string' ? 'contentType' : 'content';
        throw host.error('SSS_INVALID_TYPE_ARG', `${api}: ${wrong} must be text.`);
      }
      // A line break in it would be a header of the script's own making.
      if (!/^[ -~]{1,200}$/.test(contentType)) {
        throw host.error('SSS_INVALID_TYPE_ARG', `${api}: contentType must be a media type.`);
      }
      return new RestletResponse(content, contentType);
    },
  });
}

/**
 * `practice/request`: the call as it came in. NetSuite has no such module and tells a script none of this; the
 * practice account's echo is made with it.
 */
export function practiceRequestModule(host: Host): object {
  const { entryPoint, parameters, body, format } = host.call;
  return Object.freeze({
    method: entryPoint.toUpperCase(),
    parameters: Object.freeze({ ...parameters }),
    body,
    format,
  });
}
