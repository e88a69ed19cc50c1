import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Visit } from './page.ts';

/** A hidden field that every form must send back. */
export function formToken({ session }: Pick<Visit, 'session'>): Html {
  return html`<input type="hidden" name="formToken" value="${session.formToken}" />`;
}

interface FieldText {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** What is wrong with what was entered. */
  readonly error?: string | undefined;
}

/** One line of text, with its label, help and error tied to it. */
export function textField(
  field: FieldText & {
    readonly value: string;
    readonly type?: 'text' | 'url' | 'number' | 'email';
    readonly required?: boolean;
    readonly maxLength?: number;
  },
): Html {
  const { name, value, type = 'text', required, maxLength } = field;
  return framed(
    field,
    html`<input
      type="${type}"
      id="${name}"
      name="${name}"
      value="${value}"
      ${required && html`required`}
      ${maxLength !== undefined && html`maxlength="${maxLength}"`}
      ${descriptionOf(field)}
    />`,
  );
}

export function textArea(field: FieldText & { readonly value: string }): Html {
  return framed(
    field,
    html`<textarea id="${field.name}" name="${field.name}" rows="3" ${descriptionOf(field)}>${field.value}</textarea>`,
  );
}

export function select(
  field: FieldText & {
    readonly value: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  },
): Html {
  return framed(
    field,
    html`<select id="${field.name}" name="${field.name}" ${descriptionOf(field)}>
      ${field.options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === field.value && html`selected`}>${label}</option>`,
      )}
    </select>`,
  );
}

/** A checkbox with a help text or an error of its own. */
export function checkbox(field: {
  readonly id: string;
  readonly name: string;
  readonly value?: string;
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
}): Html {
  const { id, name, value = 'T', label, checked, disabled, help, error } = field;
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class="field">
    <div class="check">
      <input
        type="checkbox"
        id="${id}"
        name="${name}"
        value="${value}"
        ${checked && html`checked`}
        ${disabled && html`disabled`}
        ${described !== '' && html`aria-describedby="${described}"`}
        ${error !== undefined && html`aria-invalid="true"`}
      />
      <label for="${id}">${label}</label>
    </div>
    ${help !== undefined && html`<p class="help" id="${id}-help">${help}</p>`}
    ${error !== undefined && html`<p class="error" id="${id}-error">${error}</p>`}
  </div>`;
}

function framed({ name, label, help, error }: FieldText, control: Html): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${control} ${help !== undefined && html`<p class="help" id="${name}-help">${help}</p>`}
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
}

function descriptionOf({ name, help, error }: FieldText): Html {
  const ids = [help !== undefined && `${name}-help`, error !== undefined && `${name}-error`].filter(Boolean).join(' ');
  return html`${ids !== '' && html`aria-describedby="${ids}"`} ${error !== undefined && html`aria-invalid="true"`}`;
}
