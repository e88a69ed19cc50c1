import type { PracticeAccount } from '../../account.ts';
import { readRestletDeployments } from '../../suiteScript/workspace.ts';
import type { WorkspaceProblem } from '../../suiteScript/workspace.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** Where the scripts come from, whether they may run, and what could not be read of them. */
export async function workspaceNotes({ workspace, scripts }: PracticeAccount): Promise<Html> {
  const { problems } = await readRestletDeployments(workspace);
  return html`<p>
      The RESTlets of the practice workspace. They are read from its files with each call: change a file, and the next
      call runs the change. These pages only show them.
    </p>
    <dl>
      <dt>Practice workspace</dt>
      <dd><code>${workspace}</code></dd>
    </dl>
    ${
      !scripts.allowed &&
      html`<div class="notice hint">
        <strong>Scripts do not run</strong> The practice workspace is not trusted in the editor. Trust it there, and
        calls run again.
      </div>`
    }
    ${
      problems.length > 0 &&
      html`<div class="notice problem">
        <strong>Not read</strong> These files do not describe a RESTlet as they should, so its calls fail:
        <ul>
          ${problems.map(problem => html`<li><code>${problem.file}</code>: ${problemText(problem)}</li>`)}
        </ul>
      </div>`
    }`;
}

function problemText({ code, data }: WorkspaceProblem): string {
  const value = (name: string) => String(data[name] ?? '');
  const line = data['line'] === undefined ? '' : `line ${value('line')}: `;
  const texts: Readonly<Record<string, string>> = {
    'sdf-bad-xml': `not well-formed XML (${value('what')})`,
    'sdf-missing-element': `<${value('element')}> is missing in <${value('parent')}>`,
    'sdf-repeated-element': `<${value('element')}> is there more than once`,
    'sdf-bad-value': `<${value('element')}> cannot be “${value('value')}”`,
    'sdf-bad-script-id': `the script ID “${value('scriptId')}” must begin with ${value('prefix')} and hold only lower-case letters, digits and _`,
    'sdf-duplicate-script-id': `the script ID “${value('scriptId')}” is taken by another`,
    'workspace-file-outside': 'a link that leads out of the workspace',
    'workspace-file-unreadable': `cannot be read (${value('reason')})`,
  };
  return line + (texts[code] ?? code);
}
