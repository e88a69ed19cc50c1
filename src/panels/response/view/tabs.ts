import { html, nothing, type TemplateResult } from 'lit';

/** A tab and what its panel shows. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

/** A tab list after the ARIA pattern: arrows, Home and End move and choose, one tab stop. */
export function tabList<Name extends string>(options: {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly choose: (name: Name) => void;
}): TemplateResult {
  const { label, tabs, chosen, choose } = options;
  const onKey = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(tab => tab.name === chosen);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? tabs[targets[event.key] ?? 0] : undefined;
    if (target) {
      event.preventDefault();
      choose(target.name);
      const list = event.currentTarget as HTMLElement;
      list.querySelector<HTMLElement>(`#tab-${target.name}`)?.focus();
    }
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
    ${tabs.map(
      tab =>
        html`<button
          class="tab"
          role="tab"
          id=${`tab-${tab.name}`}
          aria-selected=${tab.name === chosen ? 'true' : 'false'}
          aria-controls=${tab.name === chosen ? 'tab-panel' : nothing}
          tabindex=${tab.name === chosen ? 0 : -1}
          @click=${() => choose(tab.name)}
        >
          ${tab.label}
        </button>`,
    )}
  </div>`;
}
