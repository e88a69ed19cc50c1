// What npm's registry knows against the packages, before they are released. All of them count: what ships is bundled, so
// that it is among the devDependencies and `npm audit --omit=dev` would look at nothing.
import { HostError } from './hostError.ts';
import { runNpm } from './npm.ts';
import { repository } from './paths.ts';

/** Answers what is to be said of it. Throws `audit-findings`. */
export async function auditPackages(): Promise<string> {
  const { output } = await runNpm(repository, ['audit', '--json', '--fetch-retries=0', '--loglevel=silent']);
  return judgeAudit(output);
}

/**
 * Reads what `npm audit --json` prints. A registry that gives no audit, or none that can be reached, is said to be one: a
 * mirror often knows packages and nothing about them. Throws `audit-findings`.
 */
export function judgeAudit(output: string): string {
  const report = readReport(output);
  if (report?.metadata === undefined || report.vulnerabilities === undefined) {
    return `Not audited: ${report?.message ?? (output.trim() || 'npm said nothing')}`;
  }
  if (report.metadata.vulnerabilities.total > 0) {
    const found = Object.entries(report.vulnerabilities).map(([name, { severity }]) => `${name} (${severity})`);
    throw new HostError('audit-findings', `npm audit finds something in ${found.join(', ')}: see npm audit.`);
  }
  return `npm audit finds nothing in ${report.metadata.dependencies.total} packages.`;
}

interface Report {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  readonly metadata?: {
    readonly vulnerabilities: { readonly total: number };
    readonly dependencies: { readonly total: number };
  };
}

function readReport(output: string): Report | undefined {
  try {
    return JSON.parse(output) as Report;
  } catch {
    return undefined;
  }
}
