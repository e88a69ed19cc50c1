import { isAdministrator } from '../access/rules.ts';
import type { Actor } from '../access/rules.ts';
import { faultKinds, labelOf, rangeOf, valueProblem } from '../server/faults/catalogue.ts';
import type { FaultId, FaultKind } from '../server/faults/catalogue.ts';
import { faultHeader } from '../server/faults/faultHeader.ts';
import {
  durationOf,
  mostStanding,
  scopeOf,
  standingFaults,
  switchAllOff,
  switchOff,
  switchOn,
} from '../server/faults/standing.ts';
import { surfaces } from '../server/surfaces.ts';
import { formToken, select } from './forms.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { done, problem, redirect } from './page.ts';
import type { Page, PageAnswer, Visit } from './page.ts';

const path = '/practice/faults';
const mostCalls = 1000;

/** Where faults are switched on and off. */
export const faultsPage: Page = {
  path,
  title: 'Faults on demand',
  menuPath: ['Faults on demand'],
  inMenu: true,
  refusal: ({ role }: Actor) =>
    isAdministrator(role) ? undefined : 'Only an administrator can switch faults on and off.',
  show: visit => ({ kind: 'page', body: body(visit, emptyForm, {}) }),
  submit: visit => {
    switch (visit.form.get('do') ?? '') {
      case 'off':
        return turnOff(visit);
      case 'all-off':
        switchAllOff(visit.account);
        return redirect(path, done('All faults are off.'));
      default:
        return turnOn(visit);
    }
  },
};

interface FaultForm {
  readonly fault: string;
  /** What was entered for each fault, by its id. */
  readonly values: ReadonlyMap<string, string>;
  readonly surface: string;
  readonly lasting: string;
  readonly calls: string;
}

interface Errors {
  readonly fault?: string;
  /** Of the value of the fault that was chosen. */
  readonly value?: string;
  readonly surface?: string;
  readonly lasting?: string;
}

const emptyForm: FaultForm = { fault: '', values: new Map(), surface: 'any', lasting: 'calls', calls: '1' };

function turnOff({ account, form }: Visit): PageAnswer {
  const ended = switchOff(account, Number(form.get('key')));
  return redirect(path, ended ? done(`${labelOf(ended)} is off.`) : problem('That fault had ended before.'));
}

function turnOn(visit: Visit): PageAnswer {
  const { account, form } = visit;
  const entered: FaultForm = {
    fault: form.get('fault') ?? '',
    values: new Map(faultKinds.map(({ id }) => [id, (form.get(`value-${id}`) ?? '').trim().slice(0, 100)])),
    surface: form.get('surface') ?? '',
    lasting: form.get('lasting') ?? '',
    calls: (form.get('calls') ?? '').trim().slice(0, 100),
  };
  const kind = faultKinds.find(({ id }) => id === entered.fault);
  const surface = entered.surface === 'any' ? 'any' : surfaces.find(({ id }) => id === entered.surface)?.id;
  const errors = errorsOf(entered, kind, surface !== undefined);
  if (!kind || !surface || Object.keys(errors).length > 0) {
    const notices = [problem(`Nothing was switched on. ${Object.values(errors).join(' ')}`)];
    return { kind: 'page', status: 400, notices, body: body(visit, entered, errors) };
  }
  const fault = { id: kind.id, value: valueOf(entered, kind.id) };
  const callsLeft = entered.lasting === 'calls' ? Number(entered.calls) : undefined;
  return switchOn(account, { ...fault, surface, callsLeft })
    ? redirect(path, done(`${labelOf(fault)} is on.`))
    : redirect(path, problem(`${mostStanding} faults are on already. Switch some off first.`));
}

function errorsOf(entered: FaultForm, kind: FaultKind | undefined, hasSurface: boolean): Errors {
  const calls = /^[0-9]{1,4}$/.test(entered.calls) ? Number(entered.calls) : 0;
  const areCallsRight = calls >= 1 && calls <= mostCalls;
  const value = kind && valueProblem(kind, valueOf(entered, kind.id));
  return {
    ...(kind ? {} : { fault: 'Choose a fault.' }),
    ...(value === undefined ? {} : { value }),
    ...(hasSurface ? {} : { surface: 'Choose which calls it concerns.' }),
    ...(entered.lasting === 'off' || (entered.lasting === 'calls' && areCallsRight)
      ? {}
      : { lasting: `Choose how long it lasts: a number of calls from 1 to ${mostCalls}, or until switched off.` }),
  };
}

function valueOf({ values }: FaultForm, id: string): string {
  return values.get(id) ?? '';
}

function body(visit: Visit, entered: FaultForm, errors: Errors): Html {
  return html`<p>
      What can go wrong between a program and NetSuite, made to happen here. Faults concern calls of programs, never
      these pages. They are kept until the practice account stops.
    </p>
    <p>
      One rule: a fault that replaces the answer does so for a call whose login is good, and the call is then not
      carried out; every other fault changes only the clock, or how the endpoint’s own answer arrives.
    </p>
    <h2>Switched on</h2>
    ${switchedOn(visit)}
    <h2>Switch on a fault</h2>
    <form method="post" action="${path}">
      ${formToken(visit)}
      <fieldset ${errors.fault !== undefined && html`aria-describedby="fault-error"`}>
        <legend>Fault</legend>
        ${errors.fault !== undefined && html`<p class="notice problem" id="fault-error">${errors.fault}</p>`}
        ${faultKinds.map(kind => choice(kind, entered, errors))}
      </fieldset>
      ${select({
        name: 'surface',
        label: 'Calls it concerns',
        value: entered.surface,
        error: errors.surface,
        options: [{ value: 'any', label: 'All calls' }, ...surfaces.map(({ id, label }) => ({ value: id, label }))],
      })}
      ${duration(entered, errors)}
      <div class="actions"><button class="main" name="do" value="on">Switch on</button></div>
    </form>
    <h2>For one call only</h2>
    <p>
      A call can ask for faults by itself, with the header <code>${faultHeader}</code>: names from the list below with
      their values, several separated by a semicolon. It then sees none of the faults that are switched on; with
      <code>none</code> it sees no fault at all.
    </p>
    <pre>${faultHeader}: latency=2; status=503</pre>
    ${nameTable()}`;
}

function switchedOn({ account, ...visit }: Visit): Html {
  const all = standingFaults(account);
  if (all.length === 0) {
    return html`<p>No fault is on.</p>`;
  }
  return html`<p>Of several that do the same kind of thing, a call takes the one that was switched on first.</p>
    <div class="scroll">
      <table>
        <caption>
          Faults that are on
        </caption>
        <thead>
          <tr>
            <th scope="col">Fault</th>
            <th scope="col">Calls</th>
            <th scope="col">Lasts</th>
            <th scope="col">Off</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            fault =>
              html`<tr>
                <th scope="row">${labelOf(fault)}</th>
                <td>${scopeOf(fault)}</td>
                <td>${durationOf(fault)}</td>
                <td>
                  <form method="post" action="${path}">
                    ${formToken(visit)}<input type="hidden" name="key" value="${fault.key}" />
                    <button name="do" value="off" aria-label="Switch off ${labelOf(fault)}">Switch off</button>
                  </form>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <form method="post" action="${path}">
      ${formToken(visit)}<button name="do" value="all-off">Switch all off</button>
    </form>`;
}

function choice(kind: FaultKind & { readonly id: FaultId }, entered: FaultForm, errors: Errors): Html {
  const { id, label, teaches, parameter } = kind;
  const isChosen = entered.fault === id;
  const error = isChosen ? errors.value : undefined;
  return html`<div class="field">
    <div class="check">
      <input
        type="radio"
        name="fault"
        id="fault-${id}"
        value="${id}"
        required
        ${isChosen && html`checked`}
        aria-describedby="fault-${id}-help"
      />
      <label for="fault-${id}">${label}</label>
    </div>
    <p class="help" id="fault-${id}-help">${teaches}</p>
    ${parameter && amount(kind, entered, error)}
    ${error !== undefined && html`<p class="error" id="value-${id}-error">${error}</p>`}
  </div>`;
}

function amount({ id, label, parameter }: FaultKind, entered: FaultForm, error: string | undefined): Html {
  if (!parameter) {
    return html``;
  }
  const name = `value-${id}`;
  const described = error !== undefined && html`aria-invalid="true" aria-describedby="${name}-error"`;
  const named = html`<label for="${name}">${parameter.label}</label>`;
  const fullName = `${label}: ${parameter.label.toLowerCase()}`;
  if (parameter.kind === 'choice') {
    return html`<div class="check">
      ${named}
      <select id="${name}" name="${name}" aria-label="${fullName}" ${described}>
        ${parameter.options.map(
          option =>
            html`<option value="${option.value}" ${option.value === entered.values.get(id) && html`selected`}>
              ${option.label}
            </option>`,
        )}
      </select>
    </div>`;
  }
  const { min, max, initial, decimals } = parameter;
  const value = entered.values.get(id) ?? String(initial);
  return html`<div class="check">
    ${named}
    <input
      type="number"
      id="${name}"
      name="${name}"
      aria-label="${fullName}"
      value="${value}"
      min="${min}"
      max="${max}"
      step="${10 ** -decimals}"
      ${described}
    />
  </div>`;
}

function duration({ lasting, calls }: FaultForm, { lasting: error }: Errors): Html {
  const described = error !== undefined && html`aria-describedby="lasting-error"`;
  return html`<fieldset ${described}>
    <legend>How long</legend>
    ${error !== undefined && html`<p class="notice problem" id="lasting-error">${error}</p>`}
    <div class="check">
      <input type="radio" name="lasting" id="lasting-calls" value="calls" ${lasting !== 'off' && html`checked`} />
      <label for="lasting-calls">For the next calls</label>
    </div>
    <div class="check">
      <label for="calls">Number of calls</label>
      <input type="number" id="calls" name="calls" value="${calls}" min="1" max="${mostCalls}" />
    </div>
    <div class="check">
      <input type="radio" name="lasting" id="lasting-off" value="off" ${lasting === 'off' && html`checked`} />
      <label for="lasting-off">Until switched off</label>
    </div>
  </fieldset>`;
}

function nameTable(): Html {
  return html`<div class="scroll">
    <table>
      <caption>
        Names and values for the header
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Fault</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        ${faultKinds.map(({ id, label, parameter }: FaultKind) => {
          const values =
            parameter === undefined
              ? 'no value'
              : parameter.kind === 'number'
                ? rangeOf(parameter)
                : parameter.options.map(({ value }) => value).join(', ');
          return html`<tr>
            <th scope="row"><code>${id}</code></th>
            <td>${label}</td>
            <td>${values}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
