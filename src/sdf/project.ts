import { isCoded, type CodedError } from '../codedError.ts';
import { readRestletObject, type RestletDeployment, type RestletObject } from './restletObject.ts';
import { readRestletScript, restletMethods, type RestletMethod, type RestletScript } from './restletScript.ts';

/** A RESTlet's script record. Paths are relative to the folder of manifest.xml, with `/` between their parts. */
export interface ProjectRestlet {
  /** Of the XML. */
  readonly objectPath: string;
  readonly object: RestletObject;
  /** Path in the project of the file that NetSuite runs, whether it is there or not. */
  readonly scriptPath: string;
  /** Undefined when the file is not there, or is not a RESTlet that can be read. */
  readonly script?: RestletScript;
}

/** An object that is meant to be a RESTlet and is not right. */
export interface UnreadableRestlet {
  readonly objectPath: string;
  readonly scriptId: string;
  /** As readRestletObject says. */
  readonly error: CodedError;
}

export interface Project {
  readonly restlets: readonly ProjectRestlet[];
  readonly unreadable: readonly UnreadableRestlet[];
}

/** What a call of a RESTlet names: script IDs, and a method of HTTP. */
export interface RestletCallee {
  readonly script: string;
  readonly deployment: string;
  readonly method: string;
}

export interface FoundDeployment {
  readonly restlet: ProjectRestlet;
  readonly deployment: RestletDeployment;
}

/** Why a call cannot work, as far as the project says. */
export interface CalleeProblem {
  readonly code:
    | 'script-unknown'
    | 'deployment-unknown'
    | 'script-inactive'
    | 'deployment-not-deployed'
    | 'deployment-not-released'
    | 'function-missing';
  /** script, deployment, and for `function-missing` method and file. */
  readonly data: Readonly<Record<string, string>>;
}

/** Undefined for an object of another kind. */
export function readObjectFile(
  objectPath: string,
  text: string,
): { objectPath: string; object: RestletObject } | UnreadableRestlet | undefined {
  const [, scriptId] = /<restlet\b[^>]*?\bscriptid\s*=\s*["']([^"'<>]*)["']/.exec(text) ?? [];
  if (scriptId === undefined && !/<restlet\b/.test(text)) return undefined;
  try {
    return { objectPath, object: readRestletObject(text) };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return isCoded(error, 'sdf-not-a-restlet') ? undefined : { objectPath, scriptId: scriptId ?? '', error };
  }
}

/** The path in the project of the file that a script record names. */
export function scriptPathOf({ scriptFile }: RestletObject): string {
  return `FileCabinet${scriptFile}`;
}

export function withScript(restlet: ProjectRestlet, text: string | undefined): ProjectRestlet {
  const { objectPath, object, scriptPath } = restlet;
  const script = text === undefined ? undefined : readRestletScript(text);
  return { objectPath, object, scriptPath, ...(script && { script }) };
}

export function findDeployment(
  restlets: readonly ProjectRestlet[],
  script: string,
  deployment: string,
): FoundDeployment | undefined {
  for (const restlet of restlets) {
    const found = restlet.object.scriptId === script && deploymentOf(restlet, deployment);
    if (found) return { restlet, deployment: found };
  }
  return undefined;
}

/**
 * What stands in the way of a call from outside NetSuite. The status must be Released (Oracle: section_4618456517);
 * methods must match an entry point (section_4619219272). That an inactive script, or a deployment that is not
 * deployed, does not answer is assumed. Internal IDs (numbers) are known to the account alone, so nothing is said
 * about them.
 */
export function checkCallee(project: Project, { script, deployment, method }: RestletCallee): CalleeProblem[] {
  const ofScript = project.restlets.filter(({ object }) => object.scriptId === script);
  const isUnreadable = project.unreadable.some(({ scriptId }) => scriptId === script);
  if (isInternalId(script) || isUnreadable) return [];
  const data = { script, deployment };
  const [first] = ofScript;
  if (!first) return [{ code: 'script-unknown', data }];
  const found = isInternalId(deployment) ? undefined : findDeployment(ofScript, script, deployment);
  if (!found && !isInternalId(deployment)) return [{ code: 'deployment-unknown', data }];
  const restlet = found?.restlet ?? first;
  const problems: CalleeProblem[] = [];
  if (restlet.object.isInactive) problems.push({ code: 'script-inactive', data });
  if (found && !found.deployment.isDeployed) problems.push({ code: 'deployment-not-deployed', data });
  if (found && found.deployment.status !== 'RELEASED') problems.push({ code: 'deployment-not-released', data });
  const { script: source, scriptPath } = restlet;
  const wanted = methodFor(method);
  const isMissing = source?.complete && !source.functions.some(each => each.method === wanted);
  if (isMissing) {
    const file = scriptPath.split('/').at(-1) ?? scriptPath;
    problems.push({ code: 'function-missing', data: { ...data, method: method.toUpperCase(), file } });
  }
  return problems;
}

/** The entry point that answers a method of HTTP; methods that RESTlets do not know have none. */
export function methodFor(method: string): RestletMethod | undefined {
  const lower = method.toLowerCase();
  return restletMethods.find(each => each === lower);
}

function isInternalId(id: string): boolean {
  return /^\d+$/.test(id);
}

/** Where an object's XML gives a script ID to the script or one of its deployments; 0 when it does not. */
export function offsetOfScriptId(xml: string, scriptId: string): number {
  const found = [`"${scriptId}"`, `'${scriptId}'`].map(each => xml.indexOf(each)).find(at => at >= 0);
  return found === undefined ? 0 : found + 1;
}

function deploymentOf({ object }: ProjectRestlet, scriptId: string): RestletDeployment | undefined {
  return object.deployments.find(each => each.scriptId === scriptId);
}
