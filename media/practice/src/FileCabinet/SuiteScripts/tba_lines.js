/**
 * The lines of a sales order: a module of its own, for other scripts to use.
 *
 * @NApiVersion 2.1
 */
define([], () => {
  const sublistId = 'item';

  /** Into a record in dynamic mode. */
  const add = (order, lines) => {
    lines.forEach(line => {
      order.selectNewLine({ sublistId });
      Object.entries(line).forEach(([fieldId, value]) => {
        order.setCurrentSublistValue({ sublistId, fieldId, value });
      });
      order.commitLine({ sublistId });
    });
  };

  const read = order =>
    Array.from({ length: order.getLineCount({ sublistId }) }, (_, line) =>
      Object.fromEntries(
        ['item', 'description', 'quantity', 'rate', 'amount'].map(fieldId => [
          fieldId,
          order.getSublistValue({ sublistId, fieldId, line }),
        ]),
      ),
    );

  return { add, read };
});
