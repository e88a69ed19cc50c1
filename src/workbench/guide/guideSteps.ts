import { env, l10n } from 'vscode';
import type { GuideTaskId, StepView, TaskView } from '../../panels/guide/messages.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import type { GuideProgress } from './guideStore.ts';
import { judgeTasks, type SetupEvidence, type Verdict } from './judgeTasks.ts';
import { applicationStep } from './steps/applicationStep.ts';
import { assignStep } from './steps/assignStep.ts';
import { featuresStep } from './steps/featuresStep.ts';
import type { GuideContext } from './steps/guideContext.ts';
import { rolesStep } from './steps/rolesStep.ts';
import { verdictReason, verdictWord } from './verdictWords.ts';

/** Every thing to tick off, by the step that it belongs to. */
const stepTasks = {
  features: ['features'],
  roles: ['role'],
  assign: ['assign'],
  application: ['application', 'token'],
} as const satisfies Readonly<Record<StepView['id'], readonly GuideTaskId[]>>;

export const allTasks: readonly GuideTaskId[] = Object.values(stepTasks).flat();

/** The four steps for one account and one reader. */
export function guideSteps(
  context: GuideContext,
  evidence: SetupEvidence,
  progress: GuideProgress,
): readonly StepView[] {
  const verdicts = judgeTasks(evidence);
  return [featuresStep, rolesStep, assignStep, applicationStep].map((make): StepView => {
    const content = make(context);
    const tasks = stepTasks[content.id].map(id => taskView(id, context, verdicts[id], progress));
    return { ...content, tasks, isDone: tasks.every(isTaskDone) };
  });
}

/** Ticked by the person, or seen to be done. */
export function isTaskDone({ isTicked, verdict }: TaskView): boolean {
  return isTicked || verdict === 'done';
}

function taskView(
  id: GuideTaskId,
  { account, purpose }: GuideContext,
  verdict: Verdict,
  { ticked }: GuideProgress,
): TaskView {
  const at = ticked[id];
  return {
    id,
    label: taskLabel(id),
    isTicked: at !== undefined,
    ticked: at === undefined ? '' : l10n.t('ticked on {0}', absoluteTime(at, env.language)),
    verdict: account ? verdict.verdict : 'unknown',
    verdictText: account ? verdictWord(verdict.verdict) : verdictWord('unknown'),
    reason: account ? verdictReason(id, purpose, verdict) : l10n.t('Choose an account first.'),
  };
}

/** What there is to be done, as a state that it comes to. */
function taskLabel(id: GuideTaskId): string {
  switch (id) {
    case 'features':
      return l10n.t('The features are on');
    case 'role':
      return l10n.t('A role has the permissions');
    case 'assign':
      return l10n.t('A user has the role');
    case 'application':
      return l10n.t('The application is there and enabled');
    case 'token':
      return l10n.t('A token is in the workbench and works');
  }
}
