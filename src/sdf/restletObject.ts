import type { XmlElement } from '@rgrove/parse-xml';
import { CodedError } from '../codedError.ts';
import { childrenOf, flag, list, oneChild, parseObject, positionOf, reference, required, textOf } from './objectXml.ts';

export type LogLevel = 'DEBUG' | 'AUDIT' | 'ERROR' | 'EMERGENCY';

/** One `<scriptdeployment>` of a RESTlet. */
export interface RestletDeployment {
  /** `customdeploy_…` */
  readonly scriptId: string;
  readonly title: string;
  readonly status: 'RELEASED' | 'TESTING';
  readonly isDeployed: boolean;
  readonly logLevel: LogLevel;
  /** All internal roles; external ones must be named in `roles` all the same. */
  readonly allRoles: boolean;
  /** Script ids (`customrole_…`) or the keys of standard roles (`ADMINISTRATOR`). */
  readonly roles: readonly string[];
  readonly allEmployees: boolean;
  readonly employees: readonly string[];
  /** Values of script parameters, by `custscript_…`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A RESTlet's script record, as a SuiteCloud project keeps it in `Objects/customscript_….xml`. */
export interface RestletObject {
  /** `customscript_…` */
  readonly scriptId: string;
  readonly name: string;
  readonly description: string;
  /** The path in the File Cabinet, such as `/SuiteScripts/orders.js`. */
  readonly scriptFile: string;
  readonly isInactive: boolean;
  readonly deployments: readonly RestletDeployment[];
}

const logLevels: readonly LogLevel[] = ['DEBUG', 'AUDIT', 'ERROR', 'EMERGENCY'];

/**
 * Reads the XML of a RESTlet object. Elements and defaults are those of Oracle's reference of SDF objects
 * (SDFxml_410893908 for the script, SDFxml_2909147388 for deployments).
 *
 * @throws CodedError, each with `line` and `offset`: `sdf-bad-xml` (what), `sdf-not-a-restlet` (root),
 *   `sdf-missing-element` (element, parent), `sdf-repeated-element` (element), `sdf-bad-value` (element, value),
 *   `sdf-bad-script-id` (scriptId, prefix), `sdf-duplicate-script-id` (scriptId)
 */
export function readRestletObject(xml: string): RestletObject {
  const root = parseObject(xml);
  if (root.name !== 'restlet') {
    throw new CodedError('sdf-not-a-restlet', { root: root.name, ...positionOf(xml, root) });
  }
  const container = oneChild(xml, root, 'scriptdeployments');
  const elements = container ? childrenOf(container, 'scriptdeployment') : [];
  const deployments = elements.map(each => readDeployment(xml, each));
  deployments.forEach(({ scriptId }, index) => {
    const element = elements[index];
    if (element && deployments.findIndex(each => each.scriptId === scriptId) !== index) {
      throw new CodedError('sdf-duplicate-script-id', { scriptId, ...positionOf(xml, element) });
    }
  });
  return {
    scriptId: scriptIdOf(xml, root, 'customscript'),
    name: required(xml, root, 'name'),
    description: textOf(xml, root, 'description'),
    scriptFile: scriptFileOf(xml, root),
    isInactive: flag(xml, root, 'isinactive', false),
    deployments,
  };
}

function readDeployment(xml: string, element: XmlElement): RestletDeployment {
  const status = required(xml, element, 'status');
  const logLevel = textOf(xml, element, 'loglevel') || 'DEBUG';
  if (status !== 'RELEASED' && status !== 'TESTING') {
    throw badValue(xml, element, 'status', status);
  }
  if (!isLogLevel(logLevel)) {
    throw badValue(xml, element, 'loglevel', logLevel);
  }
  const parameters = element.children
    .filter((each): each is XmlElement => each.type === 'element')
    .filter(({ name }) => name.startsWith('custscript'))
    .map(({ name }) => [name, textOf(xml, element, name)] as const);
  return {
    scriptId: scriptIdOf(xml, element, 'customdeploy'),
    title: required(xml, element, 'title'),
    status,
    isDeployed: flag(xml, element, 'isdeployed', true),
    logLevel,
    allRoles: flag(xml, element, 'allroles', false),
    roles: list(xml, element, 'audslctrole'),
    allEmployees: flag(xml, element, 'allemployees', false),
    employees: list(xml, element, 'audemployee'),
    parameters: Object.fromEntries(parameters),
  };
}

function isLogLevel(text: string): text is LogLevel {
  return (logLevels as readonly string[]).includes(text);
}

/** Up to 40 characters after Oracle's reference; that they are lower-case letters, digits and `_` is assumed. */
function scriptIdOf(xml: string, element: XmlElement, prefix: string): string {
  const scriptId = element.attributes['scriptid'] ?? '';
  if (scriptId.length > 40 || !scriptId.startsWith(prefix) || !/^[a-z0-9_]+$/.test(scriptId)) {
    throw new CodedError('sdf-bad-script-id', { scriptId, prefix, ...positionOf(xml, element) });
  }
  return scriptId;
}

function scriptFileOf(xml: string, root: XmlElement): string {
  const text = required(xml, root, 'scriptfile');
  const path = reference(text);
  if (path === text || !/^\/.+\.js$/.test(path)) {
    throw badValue(xml, root, 'scriptfile', text);
  }
  return path;
}

function badValue(xml: string, parent: XmlElement, element: string, value: string): CodedError {
  const found = oneChild(xml, parent, element) ?? parent;
  return new CodedError('sdf-bad-value', { element, value, ...positionOf(xml, found) });
}
