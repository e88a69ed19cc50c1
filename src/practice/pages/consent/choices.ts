import { nameOf } from '../../access/rules.ts';
import type { AccountState, Employee, Role } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Session } from '../sessions.ts';

/** Somebody in a role, as whom an application may be allowed to log in. */
export interface Choice {
  readonly employee: Employee;
  readonly role: Role;
  readonly isPossible: boolean;
  /** What it can do then, or why it cannot be chosen. */
  readonly remark: string;
}

/** Everybody with each role given; those that cannot be chosen are shown with the reason. */
export function choicesOf(
  { employees, roles }: AccountState,
  judge: (employee: Employee, role: Role) => Pick<Choice, 'isPossible' | 'remark'>,
): readonly Choice[] {
  return employees.flatMap(employee =>
    roles
      .filter(role => employee.roleIds.includes(role.id))
      .map(role => ({ employee, role, ...judge(employee, role) })),
  );
}

/**
 * The role asked for, if possible of the person signed in; else the person signed in as they are; else the only one there
 * is. Nobody allows something as somebody, least of all as an administrator, by not looking.
 *
 * @param askedRoleId 0 when no role was asked for
 */
export function preferredChoice(
  choices: readonly Choice[],
  askedRoleId: number,
  session: Session | undefined,
): Choice | undefined {
  const possible = choices.filter(({ isPossible }) => isPossible);
  const isAsked = ({ role }: Choice) => role.id === askedRoleId;
  const isSelf = ({ employee }: Choice) => employee.id === session?.employeeId;
  return (
    possible.find(each => isAsked(each) && isSelf(each)) ??
    possible.find(isAsked) ??
    possible.find(each => isSelf(each) && each.role.id === session?.roleId) ??
    (possible.length === 1 ? possible[0] : undefined)
  );
}

export function choiceFields(choices: readonly Choice[], preferred: Choice | undefined): Html {
  return html`<fieldset>
    <legend>Person and role</legend>
    ${choices.map(choice => {
      const { employee, role, isPossible, remark } = choice;
      const value = `${employee.id}-${role.id}`;
      return html`<div class="check">
        <input
          type="radio"
          name="as"
          id="as-${value}"
          value="${value}"
          required
          ${choice === preferred && html`checked`}
          ${!isPossible && html`disabled`}
        />
        <label for="as-${value}">
          <bdi>${nameOf(employee)}</bdi> · <bdi>${role.name}</bdi><br /><span class="quiet">${remark}</span>
        </label>
      </div>`;
    })}
  </fieldset>`;
}

/** Who was chosen in a form; zeros for nobody. */
export function readChoice(form: URLSearchParams): { readonly employeeId: number; readonly roleId: number } {
  const [employeeId = 0, roleId = 0] =
    /^\d{1,15}-\d{1,15}$/
      .exec(form.get('as') ?? '')?.[0]
      .split('-')
      .map(Number) ?? [];
  return { employeeId, roleId };
}
