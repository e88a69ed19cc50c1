import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { CodedError } from '../../codedError.ts';

/** Where a file belongs, as the SuiteCloud CLI sees it. */
export interface UploadPlace {
  /** The folder that the CLI runs in, with suitecloud.config.js and project.json. */
  readonly root: string;
  /** The file in the File Cabinet, such as `/SuiteScripts/orders.js`. */
  readonly cabinetPath: string;
}

/**
 * Finds the SuiteCloud project that a file is in. The CLI runs in the folder of suitecloud.config.js, and uploads what is
 * below FileCabinet (https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_156145736925.html). A project without suitecloud.config.js counts from the folder of its manifest.xml (assumed).
 *
 * @param file an absolute path
 * @throws CodedError `upload-outside-project` (data: file)
 */
export async function findUploadPlace(file: string): Promise<UploadPlace> {
  const project = await ancestorWith(file, 'manifest.xml');
  const cabinetPath = project && cabinetPathOf(project, file);
  if (project === undefined || cabinetPath === undefined) {
    throw new CodedError('upload-outside-project', { file });
  }
  return { root: (await ancestorWith(file, 'suitecloud.config.js')) ?? project, cabinetPath };
}

/**
 * The name of the CLI's own credentials for a project (oracle/netsuite-suitecloud-sdk, AuthenticationUtils.js: from
 * project.json of the folder that it runs in).
 *
 * @throws CodedError `suitecloud-not-set-up` (data: folder)
 */
export async function findAuthId(root: string): Promise<string> {
  const authId = readAuthId(await readFile(join(root, 'project.json'), 'utf8').catch(() => ''));
  if (authId === undefined) {
    throw new CodedError('suitecloud-not-set-up', { folder: root });
  }
  return authId;
}

/** `/SuiteScripts/a.js` for a file of a project's FileCabinet; undefined for any other. */
function cabinetPathOf(project: string, file: string): string | undefined {
  const parts = relative(project, file).split(sep);
  return parts[0] === 'FileCabinet' && parts.length > 2 ? `/${parts.slice(1).join('/')}` : undefined;
}

/** `defaultAuthId` of a project.json; undefined where there is none. */
export function readAuthId(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const authId = typeof value === 'object' && value !== null && 'defaultAuthId' in value ? value.defaultAuthId : '';
    return typeof authId === 'string' && authId.trim() !== '' ? authId : undefined;
  } catch {
    return undefined;
  }
}

async function ancestorWith(file: string, name: string): Promise<string | undefined> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (await isFile(join(folder, name))) {
      return folder;
    }
    if (dirname(folder) === folder) {
      return undefined;
    }
  }
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  );
}
