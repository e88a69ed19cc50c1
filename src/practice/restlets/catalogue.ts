import { customers } from './customers.ts';
import { echo } from './echo.ts';
import type { Restlet } from './restlet.ts';
import { throwing } from './throwing.ts';

interface Deployment {
  /** Internal id and script id of the script record, either of which a URL may use. */
  readonly script: readonly [number: string, scriptId: string];
  readonly deploy: readonly [number: string, scriptId: string];
  readonly restlet: Restlet;
}

const deployments: readonly Deployment[] = [
  { script: ['1', 'customscript_tba_echo'], deploy: ['1', 'customdeploy_tba_echo'], restlet: echo },
  { script: ['2', 'customscript_tba_customers'], deploy: ['1', 'customdeploy_tba_customers'], restlet: customers },
  { script: ['3', 'customscript_tba_throws'], deploy: ['1', 'customdeploy_tba_throws'], restlet: throwing },
];

/** The RESTlet behind `script` and `deploy`; numbers and script ids may be mixed. */
export function findRestlet(script: string, deploy: string): Restlet | undefined {
  return deployments.find(each => each.script.includes(script) && each.deploy.includes(deploy))?.restlet;
}
