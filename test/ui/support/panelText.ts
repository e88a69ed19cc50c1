import type { Frame } from 'playwright-core';

/** All text that a panel shows, that of its components' shadow trees too. */
export function panelText(frame: Frame): Promise<string> {
  return frame.evaluate(`(() => {
    const read = node => {
      if (node.nodeType === Node.TEXT_NODE) {
        return node.textContent;
      }
      if (node.nodeType === Node.ELEMENT_NODE && (node.localName === 'style' || node.localName === 'script' || !node.checkVisibility())) {
        return '';
      }
      const children = node.localName === 'slot' ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
      return [...children].map(read).join(node.localName === 'span' ? '' : ' ');
    };
    return read(document.body).replace(/\\s+/g, ' ');
  })()`);
}
