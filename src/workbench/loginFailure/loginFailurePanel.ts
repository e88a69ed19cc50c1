import * as vscode from 'vscode';
import type { LoginFailureContract } from '../../panels/loginFailure/messages.ts';
import { loginFailureTakes } from '../../panels/loginFailure/takes.ts';
import type { CommandId } from '../commandIds.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { requireTrust } from '../trust.ts';
import { askAuditTrail } from './askAuditTrail.ts';
import { showCorrectedClocks } from './clockStatus.ts';
import { LoginFailureModel } from './loginFailureModel.ts';
import { loginFailureReport } from './loginFailureReport.ts';
import { loginFailureStrings } from './loginFailureStrings.ts';
import { loginSubject, type LoginQuestion } from './loginSubject.ts';
import { tryDoors, type DoorServices } from './tryDoors.ts';

interface Open {
  readonly handle: PanelHandle;
  question: LoginQuestion;
  model: LoginFailureModel;
}

/** The one panel that explains failed logins: one at a time, the one last asked about. */
export class LoginFailurePanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: DoorServices;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #open: Open | undefined;

  constructor(extensionUri: vscode.Uri, services: DoorServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
    const push = () => this.#push();
    this.#subscriptions = [
      showCorrectedClocks(services.network.clocks),
      services.network.clocks.onChange(push),
      // A token that was added, or found to work, can read the audit trail.
      services.book.onChange(push),
      vscode.workspace.onDidGrantWorkspaceTrust(push),
    ];
  }

  /**
   * Explains a failed login, with what is known and without sending anything.
   *
   * @throws CodedError those of loginSubject
   */
  async show(question: LoginQuestion): Promise<void> {
    const model = await this.#modelOf(question);
    if (this.#open) {
      this.#open.model.cancel();
      Object.assign(this.#open, { question, model });
      this.#push();
      this.#open.handle.panel.reveal(undefined, false);
    } else {
      // It shows itself.
      this.#open = this.#create(question, model);
    }
  }

  dispose(): void {
    this.#subscriptions.forEach(each => void each.dispose());
    this.#open?.handle.panel.dispose();
  }

  async #modelOf(question: LoginQuestion): Promise<LoginFailureModel> {
    const subject = await loginSubject(question, this.#services);
    return new LoginFailureModel(
      subject,
      {
        readAudit: signal =>
          askAuditTrail(
            question.credential,
            subject.evidence,
            question.exchange?.record.request.url,
            this.#services,
            signal,
          ),
        probe: (tell, signal) => tryDoors(question.credential, subject.evidence, this.#services, tell, signal),
      },
      () => this.#push(),
    );
  }

  #push(): void {
    this.#open?.handle.push(this.#open.model.state);
  }

  #create(question: LoginQuestion, model: LoginFailureModel): Open {
    const state = () => open.model.state;
    const handle = openPanel<LoginFailureContract>({
      extensionUri: this.#extensionUri,
      bundle: 'loginFailure',
      title: vscode.l10n.t('Why Did the Login Fail?'),
      preserveFocus: false,
      find: true,
      takes: loginFailureTakes,
      handlers: {
        ready: () => ({ state: state(), strings: loginFailureStrings() }),
        readAudit: async () => {
          requireTrust();
          await open.model.readAudit();
          return state();
        },
        pasteAudit: ({ text }) => {
          open.model.pasteAudit(text);
          return state();
        },
        probe: async () => {
          requireTrust();
          await open.model.probe();
          return state();
        },
        cancel: () => {
          open.model.cancel();
          return state();
        },
        correctClock: ({ correct }) => {
          requireTrust();
          open.model.correctClock(correct);
          return state();
        },
        resend: async () => {
          requireTrust();
          await resend(open.question);
          return null;
        },
        openPlace: ({ code }) => openLink(open.model.linkOf(code)),
        openSource: ({ code }) => openLink(open.model.sourceOf(code)),
        copyReport: async () => {
          await vscode.env.clipboard.writeText(loginFailureReport(state()));
          return null;
        },
      },
    });
    const open: Open = { handle, question, model };
    handle.panel.onDidDispose(() => {
      open.model.cancel();
      this.#open = undefined;
    });
    return open;
  }
}

async function resend({ credential, resend: again }: LoginQuestion): Promise<void> {
  if (again) {
    again();
  } else {
    const row = { kind: 'token', record: credential.token };
    await vscode.commands.executeCommand('netsuiteTba.verify' satisfies CommandId, row);
  }
}

async function openLink(link: string | undefined): Promise<null> {
  if (link !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(link));
  }
  return null;
}
