// Reads the HTML that the pages' own template makes: tags in lower case, attributes quoted.

/** A control of a form: all values a box could send, of which only the ticked ones are sent. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Whether it is sent when nobody touches the form. */
  readonly isSent: boolean;
}

export interface Button {
  readonly text: string;
  readonly name: string;
  readonly value: string;
  readonly disabled: boolean;
  /** The button's own formaction. */
  readonly action: string | undefined;
}

export interface Form {
  readonly method: string;
  /** '' for the page itself. */
  readonly action: string;
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
}

type Attributes = Readonly<Record<string, string>>;

/** The insides of all elements of a tag (that nests in none of its kind, or as it closes), by class when one is given. */
export function elementsOf(markup: string, tag: string, withClass?: string): string[] {
  return tagsOf(markup, tag)
    .filter(({ attributes }) => withClass === undefined || (attributes['class'] ?? '').split(/\s+/).includes(withClass))
    .map(({ end }) => insideOf(markup, tag, end));
}

/** Text without tags, its white space folded. */
export function textOf(markup: string): string {
  return decode(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

export function formsOf(markup: string): Form[] {
  return tagsOf(markup, 'form').map(({ attributes, end }) => {
    const inside = insideOf(markup, 'form', end);
    return {
      method: (attributes['method'] ?? 'get').toLowerCase(),
      action: attributes['action'] ?? '',
      fields: fieldsOf(inside),
      buttons: tagsOf(inside, 'button').map(button => ({
        text: textOf(insideOf(inside, 'button', button.end)),
        name: button.attributes['name'] ?? '',
        value: button.attributes['value'] ?? '',
        disabled: 'disabled' in button.attributes,
        action: button.attributes['formaction'],
      })),
    };
  });
}

function fieldsOf(inside: string): Field[] {
  const inputs = tagsOf(inside, 'input').map(({ start, attributes }) => ({ start, fields: [inputField(attributes)] }));
  const areas = tagsOf(inside, 'textarea').map(({ start, end, attributes }) => {
    const value = decode(insideOf(inside, 'textarea', end)).replace(/^\n/, '');
    return { start, fields: [{ name: attributes['name'] ?? '', value, isSent: !('disabled' in attributes) }] };
  });
  const selects = tagsOf(inside, 'select').map(({ start, end, attributes }) => ({
    start,
    fields: optionFields(insideOf(inside, 'select', end), attributes),
  }));
  return [...inputs, ...areas, ...selects]
    .sort((one, other) => one.start - other.start)
    .flatMap(({ fields }) => fields)
    .filter(({ name }) => name !== '');
}

function inputField(attributes: Attributes): Field {
  const type = attributes['type'] ?? 'text';
  const isBox = type === 'checkbox' || type === 'radio';
  return {
    name: attributes['name'] ?? '',
    value: attributes['value'] ?? (isBox ? 'on' : ''),
    isSent: !('disabled' in attributes) && (!isBox || 'checked' in attributes),
  };
}

function optionFields(inside: string, select: Attributes): Field[] {
  const options = tagsOf(inside, 'option').map(({ attributes, end }) => ({
    name: select['name'] ?? '',
    value: attributes['value'] ?? textOf(insideOf(inside, 'option', end)),
    isSent: 'selected' in attributes && !('disabled' in select),
  }));
  const [chosen] = options;
  return chosen && !('disabled' in select) && !('multiple' in select) && !options.some(({ isSent }) => isSent)
    ? [{ ...chosen, isSent: true }, ...options.slice(1)]
    : options;
}

function tagsOf(markup: string, tag: string): { start: number; end: number; attributes: Attributes }[] {
  return [...markup.matchAll(new RegExp(`<${tag}((?:\\s+[^\\s=>"]+(?:="[^"]*")?)*)\\s*/?>`, 'g'))].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    attributes: Object.fromEntries(
      [...(match[1] ?? '').matchAll(/([^\s=>"]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
        name,
        decode(value),
      ]),
    ),
  }));
}

/** From the end of an opening tag to the closing one that belongs to it. */
function insideOf(markup: string, tag: string, from: number): string {
  let depth = 1;
  for (const match of markup.slice(from).matchAll(new RegExp(`<(/?)${tag}[\\s>]`, 'g'))) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) {
      return markup.slice(from, from + match.index);
    }
  }
  throw new Error(`<${tag}> is never closed`);
}

function decode(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  return text.replace(/&(lt|gt|quot|amp|#39);/g, (whole, name: string) => named[name] ?? whole);
}
