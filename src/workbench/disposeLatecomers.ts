/**
 * VS Code disposes at the end of what stands in the list then, and looks at it no more. What was still being loaded and is
 * pushed later would live on: it is disposed of at once.
 */
export function disposeLatecomers(subscriptions: { dispose(): unknown }[]): void {
  subscriptions.push({
    dispose: () => {
      subscriptions.push = (...late) => {
        late.forEach(each => void each.dispose());
        return subscriptions.length;
      };
    },
  });
}
