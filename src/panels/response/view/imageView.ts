import { css, html, LitElement, type TemplateResult } from 'lit';
import { sharedStyles } from '../../shared/sharedStyles.ts';

/** An image out of the bytes of a body. A browser draws these kinds without running anything in them. */
export class ImageView extends LitElement {
  static override properties = { url: { state: true }, problem: { state: true } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        overflow: auto;
        padding: 16px;
      }
      img {
        display: block;
        max-width: 100%;
        /* Where it is see-through one sees that. */
        background: repeating-conic-gradient(var(--vscode-editorWidget-background, #8884) 0% 25%, transparent 0% 50%) 0
          0 / 16px 16px;
        border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
      }
    `,
  ];

  declare private url: string | undefined;
  declare private problem: string | undefined;
  kind = 'png';
  alt = '';
  load: () => Promise<Uint8Array> = () => Promise.reject(new Error('load is not set'));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.url !== undefined) {
      URL.revokeObjectURL(this.url);
      this.url = undefined;
    }
  }

  protected override firstUpdated(): void {
    this.load().then(
      bytes => (this.url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: `image/${this.kind}` }))),
      (error: unknown) => (this.problem = error instanceof Error ? error.message : String(error)),
    );
  }

  protected override render(): TemplateResult {
    if (this.problem !== undefined) {
      return html`<p>${this.problem}</p>`;
    }
    return this.url === undefined ? html`` : html`<img src=${this.url} alt=${this.alt} />`;
  }
}

customElements.define('tba-image-view', ImageView);
